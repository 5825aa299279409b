using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>The loop as a pure machine: whatever happens, in whatever order, it closes by its four elements and by nothing else.</summary>
public sealed class LoopProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static readonly TimeProvider Clock = TimeProvider.System;

    private static readonly ReferralMove[] ByHand = [.. Enum.GetValues<ReferralMove>().Where(m => m != ReferralMove.Close)];

    /// <summary>What may happen: a move, a message of the partner, or the reading of what it wrote.</summary>
    private enum Kind
    {
        Move,
        Message,
        Reading,
    }

    [Fact]
    public void No_path_closes_a_loop_without_all_four_elements_and_all_four_close_it() => Check.One(Thorough, Prop.ForAll(
        Happenings().ListOf().ToArbitrary(),
        happenings =>
        {
            var (referral, steps, told) = (Some(), new List<ReferralStep>(), new List<object>());
            var (sent, answered, completed, reported, reviewed, unread) = (false, false, false, false, false, 0);
            foreach (var (kind, move) in happenings)
            {
                if (kind is Kind.Message && referral.SentAt is not null)
                {
                    referral.Hear(fromPartner: true);
                    unread += referral.Status is ReferralStatus.Closed ? 0 : 1;
                }
                else if (kind is Kind.Reading)
                {
                    Add(referral.ReadHere(Clock.GetUtcNow()));
                    unread = 0;
                }
                else if (kind is Kind.Move && referral.Prevents(move, null) is null)
                {
                    Add(referral.Make(Some(move), Somebody, Clock.GetUtcNow()));
                    // Facts of its own, from the words of the issue and not from the machine's.
                    sent |= move is ReferralMove.Send;
                    answered |= move is ReferralMove.Accept or ReferralMove.Decline or ReferralMove.Schedule;
                    completed |= move is ReferralMove.Complete;
                    reported |= move is ReferralMove.ReportOutcome;
                    reviewed = move is ReferralMove.Review || (reviewed && move is not (ReferralMove.ReportOutcome or ReferralMove.Reopen));
                    unread = referral.UnreadHere;
                }

                var closed = referral.Status is ReferralStatus.Closed;
                Assert.False(closed && !(sent && answered && completed && reported && reviewed), $"It closed without: {string.Join(", ", happenings)}");
                Assert.False(
                    referral.Status is ReferralStatus.OutcomeReported && sent && answered && completed && reported && reviewed && unread == 0,
                    "All four were there and it did not close.");
                Assert.NotEqual(default, referral.Owner);
                Assert.Equal(referral.IsOpen, referral.EndedAt is null);
                Assert.True(referral.Status is not ReferralStatus.NotClosed || referral.EndReason is not null);
            }

            // The history has every step once, in order, and ends where the referral stands.
            Assert.Equal(Enumerable.Range(1, steps.Count), steps.Select(s => s.Number));
            Assert.Equal(referral.Status, steps.LastOrDefault()?.Status ?? ReferralStatus.Draft);
            // Whoever hears the events alone knows the same.
            Assert.Equal(
                steps.Count(s => s.Move is ReferralMove.Close),
                told.OfType<ReferralEnded>().Count(e => e.End is ReferralEnd.Closed));

            void Add(IReadOnlyList<ReferralStep> more)
            {
                steps.AddRange(more);
                told.AddRange(Told.Of(referral, more));
            }
        }));

    [Fact]
    public void Nothing_but_the_elements_leads_to_closed_from_any_place()
    {
        foreach (var from in Enum.GetValues<ReferralStatus>())
        {
            foreach (var move in Enum.GetValues<ReferralMove>().Where(m => m != ReferralMove.Reopen))
            {
                Assert.NotEqual(ReferralStatus.Closed, LoopRules.After(from, move, endedFrom: null));
            }
        }
    }

    [Fact]
    public void Each_side_makes_the_moves_that_are_its_own()
    {
        // Gravity: the target accepts, rejects, works, holds, fails and completes; the requester requests and takes back; either cancels.
        Assert.All(
            [ReferralMove.Accept, ReferralMove.Decline, ReferralMove.Hold, ReferralMove.Schedule, ReferralMove.Attend, ReferralMove.Miss, ReferralMove.Complete, ReferralMove.ReportOutcome],
            m => Assert.Equal(Party.Partner, LoopRules.PartyOf(m)));
        Assert.All(
            [ReferralMove.Send, ReferralMove.Review, ReferralMove.Reroute, ReferralMove.End, ReferralMove.Reopen, ReferralMove.Void],
            m => Assert.Equal(Party.Requester, LoopRules.PartyOf(m)));
        Assert.Equal((Party.Either, Party.Nobody), (LoopRules.PartyOf(ReferralMove.CancelAppointment), LoopRules.PartyOf(ReferralMove.Close)));
    }

    [Theory]
    [InlineData(ReferralStatus.Received, "2.0", "requested")]
    [InlineData(ReferralStatus.Accepted, "3.0", "accepted")]
    [InlineData(ReferralStatus.Declined, "4.0", "rejected")]
    [InlineData(ReferralStatus.Scheduled, "5.1.1", "in-progress")]
    [InlineData(ReferralStatus.NotAttended, "5.1.2", "in-progress")]
    [InlineData(ReferralStatus.OnHold, "5.1", "on-hold")]
    [InlineData(ReferralStatus.Closed, "7.0", "completed")]
    [InlineData(ReferralStatus.NotClosed, "6.0", "cancelled")]
    [InlineData(ReferralStatus.Void, null, "entered-in-error")]
    internal void Others_call_a_status_by_their_codes(ReferralStatus status, string? bser, string task) =>
        Assert.Equal(new StatusCodes(bser, task), StatusCodes.Of(status, ReferralStatus.Sent, wasAccepted: false));

    private static MovedBy Somebody { get; } = new(new UserId(Guid.CreateVersion7()), "Somebody", null);

    private static Referral Some() => CarePlatform.Referrals.Referral.Draft(
        new NewReferral(
            new ClientId(Guid.CreateVersion7()), new ServiceId(Guid.CreateVersion7()), new OrganisationId(Guid.CreateVersion7()), "homelessness",
            ReferralPriority.Routine, new UserId(Guid.CreateVersion7()), null),
        null, Clock);

    private static LoopChange Some(ReferralMove move) => new(
        move, "other", "A note.", StartsAt: Clock.GetUtcNow(), Met: NeedMet.Partly, Next: new ReferralId(Guid.CreateVersion7()), To: new UserId(Guid.CreateVersion7()));

    // Those that lead on come more often, so that many paths go far.
    private static Gen<(Kind, ReferralMove)> Happenings() => Gen.Frequency(
        (6, Gen.Elements(ReferralMove.Send, ReferralMove.Accept, ReferralMove.Complete, ReferralMove.ReportOutcome, ReferralMove.Review).Select(m => (Kind.Move, m))),
        (3, Gen.Elements(ByHand).Select(m => (Kind.Move, m))),
        (1, Gen.Constant((Kind.Message, ReferralMove.Send))),
        (1, Gen.Constant((Kind.Reading, ReferralMove.Send))));
}
