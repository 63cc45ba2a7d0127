package io.github.jwtauth.audit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records into the chain, after the fact, so that those who write them do not wait
 * for each other (requirement R-95). Two sealers at once are harmless: the row of the
 * chain is their lock. Safe for use by many threads.
 */
public final class AuditSealer {

	/** Most records of one transaction. */
	public static final int BATCH = 500;

	private static final Logger log = LoggerFactory.getLogger(AuditSealer.class);

	private final AuditChain chain;

	private final AuditMacs macs;

	private final AuditAnchor anchor;

	private final Transactions transactions;

	private final Clock clock;

	public AuditSealer(AuditChain chain, AuditMacs macs, AuditAnchor anchor, Transactions transactions, Clock clock) {
		this.chain = chain;
		this.macs = macs;
		this.anchor = anchor;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Whether records are waiting. One look without a lock.
	 * @return whether there is something to seal
	 */
	public boolean hasWork() {
		return this.chain.oldestUnsealed().isPresent();
	}

	/**
	 * Seals what is waiting. Call it outside of transactions.
	 * @return how many records, at most {@link #BATCH}
	 */
	public int seal() {
		return this.transactions.alone(this::sealSome);
	}

	/**
	 * Signs the row of the chain with the current secret, so that the one before it can
	 * go one day. Call it outside of transactions.
	 */
	public void resign() {
		this.transactions.alone(() -> {
			this.chain.lock()
				.filter((state) -> state.secretId() != this.macs.currentSecret() && this.macs.isGenuine(state))
				.ifPresent((state) -> this.chain.save(this.macs.sign(state.basePosition(), state.baseMac(),
						state.headPosition(), state.headMac(), this.clock.instant())));
			return true;
		});
	}

	private int sealSome() {
		Optional<ChainState> found = lock();
		if (found.isEmpty() || !this.macs.isGenuine(found.get())) {
			// To go on would make it look genuine.
			log.error("The chain of the audit trail was changed by somebody else and is not continued; verify it");
			return 0;
		}
		ChainState state = found.get();
		List<AuditChain.Link> links = new ArrayList<>();
		AuditMac head = state.headMac();
		long position = state.headPosition();
		for (ChainedRecord waiting : this.chain.unsealed(BATCH)) {
			position++;
			head = this.macs.link(head, position, waiting);
			links.add(new AuditChain.Link(waiting.content().id(), position, head));
		}
		if (links.isEmpty()) {
			return 0;
		}
		this.chain.seal(links);
		ChainState sealed = this.macs.sign(state.basePosition(), state.baseMac(), position, head, this.clock.instant());
		this.chain.save(sealed);
		this.transactions.afterCommit(() -> this.anchor.remember(sealed));
		return links.size();
	}

	/** The first one makes the row, unless there was one: then there are records. */
	private Optional<ChainState> lock() {
		Optional<ChainState> found = this.chain.lock();
		if (found.isEmpty() && this.anchor.farthest().position() == 0 && this.chain.strays(1).isEmpty()) {
			this.chain.begin(this.macs.sign(0, AuditMacs.NOTHING, 0, AuditMacs.NOTHING, this.clock.instant()));
			return this.chain.lock();
		}
		return found;
	}

}
