package io.github.jwtauth.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.jwtauth.audit.AuditAnchor.Point;
import io.github.jwtauth.audit.AuditFinding.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One walk along the chain, from its beginning to its end. Used by one thread.
 */
final class ChainWalk {

	private final List<AuditFinding> findings = new ArrayList<>();

	private final AuditMacs macs;

	private final Point anchor;

	private volatile long position;

	/** {@code null} behind a gap: what follows can only be compared with itself. */
	private volatile @Nullable AuditMac previous;

	private volatile long verified;

	ChainWalk(AuditMacs macs, Point anchor, ChainState begin) {
		this.macs = macs;
		this.anchor = anchor;
		this.position = begin.basePosition();
		this.previous = begin.baseMac();
	}

	long position() {
		return this.position;
	}

	long verified() {
		return this.verified;
	}

	List<AuditFinding> findings() {
		return this.findings;
	}

	void found(Kind kind, long where, @Nullable UUID eventId) {
		if (this.findings.size() < AuditVerification.MOST_FINDINGS) {
			this.findings.add(new AuditFinding(kind, where, eventId));
		}
	}

	/** The row of the chain must be ours; where it was begun anew stays to be told. */
	void begin(ChainState state) {
		if (!this.macs.isGenuine(state)) {
			found(this.macs.knows(state.secretId()) ? Kind.CHAIN_CHANGED : Kind.UNKNOWN_SECRET, state.headPosition(),
					null);
		}
		RestartMark.in(state.baseMac())
			.ifPresent((when) -> this.findings.add(new AuditFinding(Kind.RESTARTED, state.basePosition(), null, when)));
	}

	/** A record with a position that the chain does not have. */
	void outside(ChainedRecord record, Kind kind) {
		found(this.macs.knows(record.secretId()) ? kind : Kind.UNKNOWN_SECRET, record.position(),
				record.content().id());
	}

	void step(ChainedRecord record) {
		long expected = this.position + 1;
		if (record.position() > expected) {
			found(Kind.DELETED, expected, null);
			this.previous = null;
		}
		compare(record);
		this.position = record.position();
		this.previous = record.chainMac();
		this.verified = this.verified + 1;
	}

	/** A record by itself: one that is not in the chain yet. */
	void alone(ChainedRecord record) {
		if (!this.macs.knows(record.secretId())) {
			found(Kind.UNKNOWN_SECRET, record.position(), record.content().id());
		}
		else if (!this.macs.isGenuine(record)) {
			found(Kind.CHANGED, record.position(), record.content().id());
		}
	}

	/** The last record must be the one that the chain ends with. */
	void end(ChainState state) {
		if (this.position < state.headPosition()) {
			found(Kind.CUT, this.position + 1, null);
		}
		else if (isClean() && !state.headMac().equals(this.previous)) {
			found(Kind.CHAIN_CHANGED, state.headPosition(), null);
		}
		if (state.headPosition() < this.anchor.position()) {
			found(Kind.RESTORED, this.anchor.position(), null);
		}
	}

	/** Whether nobody has changed anything, though the chain may have been begun anew. */
	boolean isClean() {
		return this.findings.stream().allMatch((finding) -> finding.kind() == Kind.RESTARTED);
	}

	private void compare(ChainedRecord record) {
		int before = this.findings.size();
		alone(record);
		AuditMac link = this.previous;
		if (this.findings.size() == before && link != null
				&& !this.macs.link(link, record.position(), record).equals(record.chainMac())) {
			found(Kind.MOVED, record.position(), record.content().id());
		}
		if (record.position() == this.anchor.position() && !this.anchor.mac().equals(record.chainMac())) {
			found(Kind.RESTORED, record.position(), record.content().id());
		}
	}

}
