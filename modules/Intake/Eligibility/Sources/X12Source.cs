using CarePlatform.Edi;
using CarePlatform.Platform;
using Npgsql;

namespace CarePlatform.Intake;

/// <summary>Asks payers with X12 270/271 in real time: one interchange for each person, several under way at once.</summary>
internal sealed class X12Source(Session session, IX12Transport transport, X12Connections connections) : IEligibilitySource
{
    public SourceKind Kind => SourceKind.X12;

    public async Task<IReadOnlyList<EligibilityAnswer>> Ask(
        EligibilityPayer payer, IReadOnlyList<EligibilityAsk> asks, EligibilityRules rules, CancellationToken ct)
    {
        if (connections.For(payer.Connection, session.Tenant.Slug) is not { } connection)
        {
            return [.. asks.Select(_ => EligibilityAnswer.Unreached($"The host has no connection \"{payer.Connection}\" for this organisation: the operator must configure it.", null))];
        }

        var answers = new EligibilityAnswer[asks.Count];
        var numbers = await ControlNumbersFor(asks.Count, ct);
        await session.CloseAsync();
        await Parallel.ForAsync(
            0, asks.Count, new ParallelOptions { MaxDegreeOfParallelism = connection.Parallel, CancellationToken = ct },
            async (i, stop) => answers[i] = await AskOne(payer, connection, asks[i], numbers[i], rules, stop));
        return answers;
    }

    private async Task<EligibilityAnswer> AskOne(
        EligibilityPayer payer, X12Connection connection, EligibilityAsk ask, int number, EligibilityRules rules, CancellationToken ct)
    {
        var npi = rules.ProviderNpi ?? "";
        var header = new InterchangeHeader(
            connection.SenderQualifier, connection.Sender, connection.ReceiverQualifier, connection.Receiver,
            session.Clock.GetLocalNow().DateTime, number, connection.Test ? 'T' : 'P');
        var request = Request270.Write(
            new RequestParties(
                header, rules.ProviderName ?? session.Tenant.Name, npi, payer.Name, payer.PayerId ?? connection.Receiver,
                connection.Originator ?? string.Concat("9", npi.AsSpan(0, Math.Min(9, npi.Length))).PadRight(10, '0')),
            ask, rules.ServiceTypes!);
        try
        {
            var sent = session.Clock.World.GetUtcNow();
            var answer = await transport.Exchange(
                connection, new X12Payload($"X12_270_Request_{Request270.Guide}", Guid.CreateVersion7(sent), sent, request), ct);
            return Read(ask, request, answer, connection.TolerateCounts);
        }
        catch (X12TransportException unreached)
        {
            return EligibilityAnswer.Unreached(unreached.Message, request);
        }
    }

    /// <summary>What an answer says of the person who was asked about.</summary>
    internal static EligibilityAnswer Read(EligibilityAsk ask, string request, string answer, bool tolerateCounts)
    {
        var (sets, problems) = X12Sets.Of(answer);
        var grave = problems.Where(p => !tolerateCounts || p.Fault is not (X12Fault.Count or X12Fault.ControlNumber or X12Fault.ElementLength)).ToList();
        if (grave.Count > 0)
        {
            return EligibilityAnswer.Unreached($"The answer cannot be read: {grave[0]}", request, answer);
        }

        var people = new List<ToldBenefits>();
        foreach (var set in sets)
        {
            if (set.Code is "999" or "TA1")
            {
                return EligibilityAnswer.Unreached("The payer could not read the question and sent an acknowledgement (999) instead of an answer.", request, answer);
            }

            var (told, wrong) = Answer271.Read(set);
            if (wrong is [var first, ..])
            {
                return EligibilityAnswer.Unreached($"The answer cannot be read: {first}", request, answer);
            }

            people.AddRange(told);
        }

        return Mine(people, ask.Trace) is { } mine
            ? EligibilityAnswer.Of(mine, request, answer)
            : EligibilityAnswer.Unreached("The answer is about another question: its trace number is not the one that was sent.", request, answer);
    }

    /// <summary>Whether a raw answer is an interchange.</summary>
    internal static bool IsInterchange(string? text) => text?.StartsWith("ISA", StringComparison.Ordinal) == true;

    /// <summary>What an answer that was kept says of the person with this trace number.</summary>
    internal static ToldBenefits? PersonIn(string trace, string answer) =>
        Mine([.. X12Sets.Of(answer).Sets.SelectMany(s => Answer271.Read(s).People)], trace);

    // Who returns no trace number was asked about one person, and answers about one.
    private static ToldBenefits? Mine(List<ToldBenefits> people, string trace) =>
        people.Find(p => p.Trace == trace) ?? (people is [{ Trace: null } only] ? only : null);

    private async Task<IReadOnlyList<int>> ControlNumbersFor(int count, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "select nextval('intake.x12_control_number') from generate_series(1, $1)", session.Connection, session.Transaction)
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = count } },
        };
        var numbers = new List<int>(count);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            numbers.Add(ControlNumbers.Of(reader.GetInt64(0)));
        }

        return numbers;
    }
}
