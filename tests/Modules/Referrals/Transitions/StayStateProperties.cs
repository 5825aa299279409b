using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>A stay is what its notices tell together, in whatever order and however often they come.</summary>
public sealed class StayStateProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly Stay Any = Stay.Of(new OrganisationId(Guid.Empty), "v:1", "1", program: null, TimeProvider.System);

    [Fact]
    public void The_order_in_which_notices_come_does_not_change_the_stay() => Check.One(Thorough, Prop.ForAll(
        Notices().ToArbitrary(),
        notices =>
        {
            var said = StayState.Of(notices);
            foreach (var seed in Enumerable.Range(0, 5))
            {
                var shuffled = notices.OrderBy(n => HashCode.Combine(n.MessageId, seed)).ToList();
                Same(said, StayState.Of(shuffled));
                // One that comes again under another id of the same moment says nothing new.
                Same(said, StayState.Of([.. shuffled, .. shuffled.Take(1)]));
            }
        }));

    [Fact]
    public void Whoever_was_let_go_last_and_was_not_admitted_since_has_left() => Check.One(Thorough, Prop.ForAll(
        Notices().ToArbitrary(),
        notices =>
        {
            // The oracle reads the sender's words one by one and knows nothing of the machine.
            var words = notices.OrderBy(n => n.SaidAt).ThenBy(n => n.MessageId, StringComparer.Ordinal).ToList();
            var last = words.LastOrDefault(n => n.Event is NoticeEvent.Discharge or NoticeEvent.CancelDischarge or NoticeEvent.CancelAdmit or NoticeEvent.Admit or NoticeEvent.Register);
            if (words.Select(w => w.SaidAt).Distinct().Count() != words.Count || last is null)
            {
                return;
            }

            var state = StayState.Of(notices);
            if (last.Event is NoticeEvent.Discharge)
            {
                Assert.Equal((StayStatus.Ended, (DateTimeOffset?)last.OccurredAt), (state.Status, state.EndedAt));
            }
            else if (last.Event is NoticeEvent.CancelAdmit)
            {
                Assert.Equal(StayStatus.Cancelled, state.Status);
            }
        }));

    [Theory]
    [InlineData(null, TransitionConcern.SubstanceUse)]
    [InlineData("detox", TransitionConcern.Unknown)]
    public void What_a_part_2_program_treats_is_not_told_on(string? program, TransitionConcern told)
    {
        var stay = Stay.Of(new OrganisationId(Guid.Empty), "v:1", "1", program, TimeProvider.System);
        stay.Weigh([new PersonCandidate(Id.New<ClientId>(TimeProvider.System), 100, Certain: true, [])]);
        stay.Take(new StayState(StayStatus.InProgress, CareSetting.Inpatient, Diagnoses: [new NoticeDiagnosis("F11.20", "ICD-10-CM")]), TransitionRules.Usual, Start);
        Assert.Equal(TransitionConcern.SubstanceUse, stay.Concern);
        Assert.Equal(told, Assert.IsType<StayBegan>(Assert.Single(StayNews.Of(stay, Start))).Concern);
        Assert.Empty(StayNews.Of(stay, Start));
    }

    private static void Same(StayState first, StayState second) =>
        Assert.Equal(first with { Diagnoses = null }, second with { Diagnoses = null });

    // Said and happened are drawn apart, so that something may be said late; ids are drawn from few, so that moments are shared.
    private static Gen<List<TransitionNotice>> Notices() => Gen.ListOf(
        from what in Gen.Elements(Enum.GetValues<NoticeEvent>())
        from said in Gen.Choose(0, 12)
        from late in Gen.Choose(0, 3)
        from setting in Gen.Elements<CareSetting?>(null, CareSetting.Emergency, CareSetting.Inpatient, CareSetting.Psychiatric)
        select (what, said, late, setting)).Select(drawn => drawn.Select((d, i) => TransitionNotice.Of(
            new NoticeContent(
                d.what, Start.AddHours(d.said - d.late), new NoticePerson("Imogen", "Vale"), $"m{i}", Start.AddHours(d.said), "1", d.setting),
            Any, byPartner: true, by: null, TimeProvider.System)).ToList());
}
