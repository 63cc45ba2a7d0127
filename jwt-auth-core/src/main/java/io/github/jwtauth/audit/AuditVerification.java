package io.github.jwtauth.audit;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.audit.AuditAnchor.Point;
import io.github.jwtauth.audit.AuditFinding.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether somebody has changed the trail, and names what (requirement R-95):
 * walks the whole chain in pages, without a lock, while records are added. Safe for use
 * by many threads.
 */
public final class AuditVerification {

	/** How many things a report names. */
	public static final int MOST_FINDINGS = 100;

	private static final int PAGE = 1000;

	private static final int ATTEMPTS = 3;

	private final AuditChain chain;

	private final AuditMacs macs;

	private final AuditAnchor anchor;

	private final AuthEventPublisher events;

	private final Clock clock;

	private final AuditBacklog backlog;

	private volatile @Nullable AuditReport last;

	private volatile @Nullable AuditFinding told;

	public AuditVerification(AuditChain chain, AuditMacs macs, AuditAnchor anchor, AuthEventPublisher events,
			Clock clock) {
		this.chain = chain;
		this.macs = macs;
		this.anchor = anchor;
		this.events = events;
		this.clock = clock;
		this.backlog = new AuditBacklog(chain, clock);
	}

	/**
	 * Walks the chain. Call it outside of transactions; it takes about a second for a
	 * hundred thousand records.
	 * @return what it found; {@link AuditTampered} is published as well when that is news
	 */
	public AuditReport verify() {
		AuditReport report = attempt();
		this.last = report;
		if (report.isIntact()) {
			this.told = null;
		}
		else {
			tell(report);
		}
		return report;
	}

	/**
	 * What the last verification of this node found.
	 * @return the report, or empty when there was none since the start
	 */
	public Optional<AuditReport> last() {
		return Optional.ofNullable(this.last);
	}

	/** While it walks, housekeeping may remove the beginning; then it walks again. */
	private AuditReport attempt() {
		for (int attempt = 1;; attempt++) {
			// In this order: the end that is compared with it can only be farther.
			Point seen = this.anchor.farthest();
			Optional<ChainState> begin = this.chain.find();
			AuditReport report = walk(seen, begin);
			if (report.isIntact() || attempt == ATTEMPTS || base(this.chain.find()) == base(begin)) {
				return report;
			}
		}
	}

	private AuditReport walk(Point seen, Optional<ChainState> begin) {
		ChainState state = begin
			.orElseGet(() -> this.macs.sign(0, AuditMacs.NOTHING, 0, AuditMacs.NOTHING, this.clock.instant()));
		ChainWalk walk = new ChainWalk(this.macs, seen, state);
		walk.begin(state);
		List<ChainedRecord> page;
		do {
			page = this.chain.sealed(walk.position(), state.headPosition(), PAGE);
			page.forEach(walk::step);
		}
		while (page.size() == PAGE);
		walk.end(state);
		this.chain.strays(MOST_FINDINGS)
			.forEach((stray) -> walk.outside(stray, begin.isPresent() ? Kind.ADDED : Kind.CHAIN_CHANGED));
		List<ChainedRecord> unsealed = this.chain.unsealed(PAGE);
		unsealed.forEach(walk::alone);
		unsealed.stream()
			.findFirst()
			.filter((oldest) -> this.backlog.isStalled(oldest.content().occurredAt()))
			.ifPresent((oldest) -> walk.found(Kind.WAITING, 0, oldest.content().id()));
		if (walk.isClean()) {
			this.anchor.remember(seen, state);
		}
		return new AuditReport(this.clock.instant(), walk.verified(), unsealed.size(), walk.findings());
	}

	private void tell(AuditReport report) {
		AuditFinding first = report.findings().get(0);
		if (!Objects.equals(this.told, first)) {
			this.events.publish(new AuditTampered(report.at(), first, report.findings().size()));
			this.told = first;
		}
	}

	private static long base(Optional<ChainState> state) {
		return state.map(ChainState::basePosition).orElse(-1L);
	}

}
