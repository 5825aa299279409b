using CarePlatform.Edi;

namespace CarePlatform.Intake;

/// <summary>Who asks whom, in the envelope of a question.</summary>
/// <param name="Header">The interchange.</param>
/// <param name="ProviderName">Who asks.</param>
/// <param name="ProviderNpi">The National Provider Identifier of who asks.</param>
/// <param name="PayerName">Who is asked.</param>
/// <param name="PayerId">The number of who is asked.</param>
/// <param name="Originator">Who traces the question (TRN03): ten characters.</param>
internal sealed record RequestParties(
    InterchangeHeader Header, string ProviderName, string ProviderNpi, string PayerName, string PayerId, string Originator);

/// <summary>Writes a 270 (005010X279A1): one interchange, one question about one person.</summary>
internal static class Request270
{
    /// <summary>The implementation guide.</summary>
    public const string Guide = "005010X279A1";

    /// <summary>The interchange.</summary>
    public static string Write(RequestParties parties, EligibilityAsk ask, IReadOnlyList<string> serviceTypes)
    {
        var delimiters = X12Delimiters.Usual;
        var writer = new X12Writer(delimiters);
        var (header, at, npi) = (parties.Header, parties.Header.At, Clean(parties.ProviderNpi));
        writer.BeginInterchange(header).BeginGroup("HS", header.Sender, header.Receiver, at, header.ControlNumber, Guide)
            .BeginSet("270", "0001", Guide)
            .Segment("BHT", "0022", "13", ask.Trace, X12Text.Date(DateOnly.FromDateTime(at)), X12Text.Time(at))
            .Segment("HL", "1", "", "20", "1")
            .Segment("NM1", "PR", "2", Clean(parties.PayerName), "", "", "", "", "PI", Clean(parties.PayerId))
            .Segment("HL", "2", "1", "21", "1")
            .Segment("NM1", "1P", "2", Clean(parties.ProviderName), "", "", "", "", npi.Length > 0 ? "XX" : "", npi)
            .Segment("HL", "3", "2", "22", "0")
            .Segment("TRN", "1", ask.Trace, parties.Originator);
        var member = Clean(ask.MemberId);
        writer.Segment("NM1", "IL", "1", Clean(ask.Family), Clean(ask.Given), "", "", "", member.Length > 0 ? "MI" : "", member);
        if (ask.BirthDate is { } born)
        {
            writer.Segment("DMG", "D8", X12Text.Date(born), ask.Gender switch { Gender.Female => "F", Gender.Male => "M", _ => "" });
        }

        writer.Segment("DTP", "291", ask.From == ask.To ? "D8" : "RD8", ask.From == ask.To ? X12Text.Date(ask.From) : X12Text.Dates(ask.From, ask.To));
        return writer.Segment("EQ", writer.Repeated([.. serviceTypes])).ToString();

        string Clean(string? text) => text is null ? "" : delimiters.Clean(text).ToUpperInvariant();
    }
}
