package io.github.jwtauth.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import io.github.jwtauth.ExpiredRows;

/**
 * Removes what is older than records are kept, from the beginning of the chain, and moves
 * the beginning. What was changed is not removed, and neither is anything after it: the
 * evidence stays until somebody has looked. Safe for use by many threads.
 */
public final class AuditRetention implements ExpiredRows {

	private final AuditChain chain;

	private final AuditMacs macs;

	private final AuditSettings settings;

	private final Clock clock;

	public AuditRetention(AuditChain chain, AuditMacs macs, AuditSettings settings, Clock clock) {
		this.chain = chain;
		this.macs = macs;
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	public int remove(Instant now, int limit) {
		return this.chain.lock()
			.filter(this.macs::isGenuine)
			.map((state) -> remove(state, now.minus(this.settings.retention()), limit))
			.orElse(0);
	}

	private int remove(ChainState state, Instant before, int limit) {
		List<ChainedRecord> oldest = this.chain.sealed(state.basePosition(), state.headPosition(), limit);
		AuditMac base = state.baseMac();
		long position = state.basePosition();
		for (ChainedRecord record : oldest) {
			AuditMac link = this.macs.link(base, position + 1, record);
			if (record.position() != position + 1 || !record.content().occurredAt().isBefore(before)
					|| !this.macs.isGenuine(record) || !link.equals(record.chainMac())) {
				break;
			}
			base = link;
			position++;
		}
		int removed = Math.toIntExact(position - state.basePosition());
		if (removed > 0) {
			this.chain.remove(state.basePosition(), position);
			this.chain
				.save(this.macs.sign(position, base, state.headPosition(), state.headMac(), this.clock.instant()));
		}
		return removed;
	}

}
