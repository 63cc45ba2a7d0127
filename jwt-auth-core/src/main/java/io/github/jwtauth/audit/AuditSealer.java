package io.github.jwtauth.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.Transactions;
import io.github.jwtauth.audit.AuditAnchor.Point;
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

	private final AuditBacklog backlog;

	/** What was told of last, so that it is not told every second. */
	private volatile Optional<ChainState> refused = Optional.empty();

	private volatile boolean refusing;

	private volatile boolean stalled;

	public AuditSealer(AuditChain chain, AuditMacs macs, AuditAnchor anchor, Transactions transactions, Clock clock) {
		this.chain = chain;
		this.macs = macs;
		this.anchor = anchor;
		this.transactions = transactions;
		this.clock = clock;
		this.backlog = new AuditBacklog(chain, clock);
	}

	/**
	 * Whether records are waiting; says in the log when they do for too long, whoever
	 * should have sealed them. Looks without a lock, and remembers the first end of the
	 * chain that it sees.
	 * @return whether there is something to seal
	 */
	public boolean hasWork() {
		Point seen = this.anchor.farthest();
		if (seen.position() == 0) {
			this.chain.find().filter(this.macs::isGenuine).ifPresent((state) -> this.anchor.remember(seen, state));
		}
		Optional<Duration> wait = this.backlog.longestWait();
		boolean late = wait.filter((longest) -> longest.compareTo(AuditBacklog.LONGEST_WAIT) > 0).isPresent();
		if (late && !this.stalled) {
			log.error("Records of the audit trail have been waiting for {} to be sealed. Is the chain intact, "
					+ "and is the lease audit-seal in jwtauth_task held by a node?", wait.orElseThrow());
		}
		this.stalled = late;
		return wait.isPresent();
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
			Point seen = this.anchor.farthest();
			this.chain.lock()
				.filter((state) -> state.secretId() != this.macs.currentSecret() && this.macs.isGenuine(state))
				.filter((state) -> seen.isPartOf(state, this.chain))
				.ifPresent((state) -> this.chain.save(this.macs.sign(state.basePosition(), state.baseMac(),
						state.headPosition(), state.headMac(), this.clock.instant())));
			return true;
		});
	}

	private int sealSome() {
		Point seen = this.anchor.farthest();
		Optional<ChainState> found = lock(seen);
		if (found.isEmpty() || !this.macs.isGenuine(found.get()) || !seen.isPartOf(found.get(), this.chain)) {
			refuse(found);
			return 0;
		}
		this.refusing = false;
		return sealBehind(found.get(), seen);
	}

	private int sealBehind(ChainState state, Point seen) {
		List<AuditChain.Link> links = new ArrayList<>();
		AuditMac head = state.headMac();
		long position = state.headPosition();
		for (ChainedRecord waiting : this.chain.unsealed(BATCH)) {
			position = Math.incrementExact(position);
			head = this.macs.link(head, position, waiting);
			links.add(new AuditChain.Link(waiting.content().id(), position, head));
		}
		if (links.isEmpty()) {
			return 0;
		}
		this.chain.seal(links);
		ChainState sealed = this.macs.sign(state.basePosition(), state.baseMac(), position, head, this.clock.instant());
		this.chain.save(sealed);
		this.transactions.afterCommit(() -> this.anchor.remember(seen, sealed));
		return links.size();
	}

	/** To go on would make it look genuine. */
	private void refuse(Optional<ChainState> found) {
		if (this.refusing && this.refused.equals(found)) {
			return;
		}
		this.refused = found;
		this.refusing = true;
		if (found.isPresent() && !this.macs.knows(found.get().secretId())) {
			log.error("The chain of the audit trail was signed with a secret that this node does not have, though it "
					+ "was not before; it is not continued here. Was jwtauth.secret replaced on other nodes?");
		}
		else {
			log.error("The chain of the audit trail was changed by somebody else, or an older copy of it was restored, "
					+ "and it is not continued; verify it");
		}
	}

	/** The first one makes the row, unless there was one: then there are records. */
	private Optional<ChainState> lock(Point seen) {
		Optional<ChainState> found = this.chain.lock();
		if (found.isEmpty() && seen.position() == 0 && this.chain.strays(1).isEmpty()) {
			this.chain.begin(this.macs.sign(0, AuditMacs.NOTHING, 0, AuditMacs.NOTHING, this.clock.instant()));
			return this.chain.lock();
		}
		if (seen.position() == 0) {
			return found.map((state) -> this.macs.knows(state.secretId()) ? state : beginAnew(state));
		}
		return found;
	}

	/**
	 * The secret is gone, so nobody can say whether the row is ours. What was before is
	 * left outside, and the new beginning says for good that it is one.
	 */
	private ChainState beginAnew(ChainState unknown) {
		long end = unknown.headPosition();
		AuditMac mark = RestartMark.at(this.clock.instant());
		ChainState begun = this.macs.sign(end, mark, end, mark, this.clock.instant());
		this.chain.save(begun);
		this.transactions.afterCommit(() -> log
			.error("The chain of the audit trail was signed with a secret that is not configured any more. Records up "
					+ "to position {} cannot be verified; a new chain begins behind them, and every verification will "
					+ "say so. Was the secret replaced? If not, somebody has changed the trail", end));
		return begun;
	}

}
