using CarePlatform.Edi;

namespace CarePlatform.Intake.Tests;

/// <summary>Payers and answers for tests.</summary>
internal static class SomeEligibility
{
    public static EligibilityPayer Payer(PayerType type = PayerType.Medicaid) => new EligibilityPayer { Id = default, Key = "payer", RecordedAt = default }
        .Take(new PayerFacts("State Medicaid", type, SourceKind.Simulator));

    /// <summary>A 271 with a payer, a provider and these segments after them.</summary>
    public static string Answer(params string[] segments) =>
        AnswerOf(["HL*1**20*1", "NM1*PR*2*STATE MEDICAID*****PI*MCD", .. segments]);

    /// <summary>A 271 of these segments, in its envelopes.</summary>
    public static string AnswerOf(params string[] segments)
    {
        var at = new DateTime(2026, 3, 15, 9, 0, 0);
        var writer = new X12Writer(X12Delimiters.Usual);
        writer.BeginInterchange(new InterchangeHeader("ZZ", "PAYER", "ZZ", "CLINIC", at, 1)).BeginGroup("HB", "PAYER", "CLINIC", at, 1, Request270.Guide)
            .BeginSet("271", "0001", Request270.Guide);
        foreach (var segment in segments)
        {
            var parts = segment.Split('*');
            writer.Segment(parts[0], parts.AsSpan(1));
        }

        return writer.ToString();
    }
}
