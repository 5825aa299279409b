using CarePlatform.Edi;

namespace CarePlatform.Intake;

/// <summary>Writes the simulated payer's answer as a payer would: a 271 in its envelopes.</summary>
internal static class Simulated271
{
    private const string Sender = "SIMULATEDPAYER";
    private const string Receiver = "SANDBOX";

    /// <summary>The interchange.</summary>
    public static string Write(EligibilityPayer payer, EligibilityAsk ask, SimulatedMember member, DateOnly today, string renewalQualifier)
    {
        var writer = new X12Writer(X12Delimiters.Usual);
        var at = ask.From.ToDateTime(TimeOnly.MinValue);
        writer.BeginInterchange(new InterchangeHeader("ZZ", Sender, "ZZ", Receiver, at, 1, 'T'))
            .BeginGroup("HB", Sender, Receiver, at, 1, Request270.Guide)
            .BeginSet("271", "0001", Request270.Guide)
            .Segment("BHT", "0022", "11", ask.Trace, X12Text.Date(ask.From), X12Text.Time(at))
            .Segment("HL", "1", "", "20", "1")
            .Segment("NM1", "PR", "2", Clean(payer.Name), "", "", "", "", "PI", Clean(payer.PayerId))
            .Segment("HL", "2", "1", "21", "1")
            .Segment("NM1", "1P", "2", Receiver)
            .Segment("HL", "3", "2", "22", "0")
            .Segment("TRN", "2", ask.Trace, "9SIMULATED");
        var number = Clean(ask.MemberId);
        writer.Segment("NM1", "IL", "1", Clean(ask.Family), Clean(ask.Given), "", "", "", number.Length > 0 ? "MI" : "", number);
        Say(writer, payer, ask.From, member, today, renewalQualifier);
        return writer.ToString();
    }

    private static void Say(X12Writer writer, EligibilityPayer payer, DateOnly day, SimulatedMember member, DateOnly today, string renewalQualifier)
    {
        var over = member.Scenario is Scenario.Lapsed && day >= member.EffectiveOn;
        if (member.Scenario is Scenario.NotFound)
        {
            writer.Segment("AAA", "N", "", "75", "C");
            return;
        }

        if (over || member.Scenario is Scenario.Inactive)
        {
            writer.Segment("EB", "6", "", "30", TypeOf(payer.PayerType));
            if (over)
            {
                writer.Segment("DTP", "347", "D8", X12Text.Date(member.EffectiveOn.AddDays(-1)));
            }

            return;
        }

        writer.Segment("EB", "1", "", "30", TypeOf(payer.PayerType), $"{payer.PayerType} PLAN".ToUpperInvariant())
            .Segment("REF", "M7", member.Category)
            .Segment("DTP", "346", "D8", X12Text.Date(member.StartsOn));
        if (member.Scenario is Scenario.Lapsed)
        {
            writer.Segment("DTP", "347", "D8", X12Text.Date(member.EffectiveOn.AddDays(-1)));
        }
        else
        {
            writer.Segment("DTP", renewalQualifier, "D8", X12Text.Date(member.RenewsOn(today)));
        }

        Plans(writer, payer, member);
        writer.Segment("EB", "1", "", writer.Repeated(["MH", "AI"]), TypeOf(payer.PayerType)).Segment("DTP", "346", "D8", X12Text.Date(member.StartsOn));
        if (member.Scenario is Scenario.Lapsed)
        {
            writer.Segment("DTP", "347", "D8", X12Text.Date(member.EffectiveOn.AddDays(-1)));
        }

        if (member.Scenario is Scenario.MedicareStart)
        {
            writer.Segment("EB", "R", "", "30", "MB").Segment("DTP", "356", "D8", X12Text.Date(member.EffectiveOn));
            Named(writer, "PRP", "MEDICARE", "CMS");
        }
    }

    private static void Plans(X12Writer writer, EligibilityPayer payer, SimulatedMember member)
    {
        if (payer.PayerType is not PayerType.Medicaid)
        {
            return;
        }

        var changes = member.Scenario is Scenario.ManagedCareChange;
        writer.Segment("EB", "MC", "", "30", "HM").Segment("DTP", "356", "D8", X12Text.Date(member.StartsOn));
        if (changes)
        {
            writer.Segment("DTP", "357", "D8", X12Text.Date(member.EffectiveOn.AddDays(-1)));
        }

        Named(writer, "Y2", member.Plan, member.Plan[..3]);
        if (changes)
        {
            writer.Segment("EB", "MC", "", "30", "HM").Segment("DTP", "356", "D8", X12Text.Date(member.EffectiveOn));
            Named(writer, "Y2", member.NextPlan, member.NextPlan[..3]);
        }
    }

    private static void Named(X12Writer writer, string role, string name, string id) =>
        writer.Segment("LS", "2120").Segment("NM1", role, "2", name, "", "", "", "", "PI", id).Segment("LE", "2120");

    private static string TypeOf(PayerType type) => type switch
    {
        PayerType.Medicaid or PayerType.DualEligible => "MC",
        PayerType.Medicare => "MB",
        PayerType.Commercial => "C1",
        _ => "OT",
    };

    private static string Clean(string? text) => text is null ? "" : X12Delimiters.Usual.Clean(text).ToUpperInvariant();
}
