using Npgsql;

namespace CarePlatform.Platform;

/// <summary>What a person, or the law, asks an account of.</summary>
public enum AccountKind
{
    /// <summary>45 CFR 164.528: six years, without treatment, payment and operations, what was authorised, and what went to the person.</summary>
    Hipaa,

    /// <summary>42 CFR 2.25: three years, disclosures of Part 2 records with consent, for treatment, payment and operations included.</summary>
    Part2,

    /// <summary>42 CFR 2.24: three years, to whom an intermediary passed Part 2 records on; given within 30 days.</summary>
    Intermediary,

    /// <summary>Everything that was ever written down.</summary>
    Everything,
}

/// <summary>One disclosure as it was written down.</summary>
public sealed record Disclosure(
    DisclosureId Id, DateTimeOffset At, Guid Subject, IReadOnlyList<DataClass> Classes, bool Part2, IReadOnlyList<string> Items,
    OrganisationId? Recipient, string RecipientName, string? RecipientAddress, RecipientKind RecipientKind, PurposeOfUse Purpose, DisclosureBasis Basis,
    string? Ground, string Description, SentNotice? Notice, UserId? User, string Channel, OrganisationId? Intermediary, DateOnly? HappenedOn = null);

/// <summary>Whether the log of disclosures is what was written.</summary>
/// <param name="Count">How many were looked at.</param>
/// <param name="Problem">What is wrong with the first that is wrong; null when nothing is.</param>
public sealed record DisclosureVerification(int Count, string? Problem);

/// <summary>Reads the log of disclosures.</summary>
public sealed class DisclosureAccount(Session session)
{
    private const int HipaaYears = 6;
    private const int Part2Years = 3;

    private const string Columns = """
        select id, at, subject, data_classes, part2, items, recipient, recipient_name, recipient_address, recipient_kind, purpose, basis, ground,
               description, notice_sent, user_id, channel, intermediary, hash, tenant_id, happened_on,
               notice_text, notice_case, notice_policy_version
        from platform.disclosures
        """;

    /// <summary>The disclosures about a person that an account of this kind lists, the latest first.</summary>
    /// <param name="subjects">The ids under which the person was known.</param>
    public async Task<IReadOnlyList<Disclosure>> Of(IReadOnlyCollection<Guid> subjects, AccountKind kind, CancellationToken ct)
    {
        var now = session.Clock.World.GetUtcNow();
        var (since, condition) = kind switch
        {
            AccountKind.Hipaa => (now.AddYears(-HipaaYears), "and basis in ('emergency', 'law')"),
            AccountKind.Part2 => (now.AddYears(-Part2Years), "and part2 and basis in ('consent', 'tpo')"),
            AccountKind.Intermediary => (now.AddYears(-Part2Years), "and part2 and intermediary is not null"),
            _ => (DateTimeOffset.MinValue, ""),
        };
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            $"{Columns} where subject = any($1) and coalesce(happened_on, at) >= $2 {condition} order by coalesce(happened_on, at) desc, id desc", session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid[]> { TypedValue = [.. subjects] },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = since },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<Disclosure>();
        while (await reader.ReadAsync(ct))
        {
            found.Add(Read(reader));
        }

        return found;
    }

    /// <summary>Looks whether every row is what was written, and none is missing, by the hashes that stand in the chained audit trail.</summary>
    public async Task<DisclosureVerification> Verify(CancellationToken ct)
    {
        var seals = await Seals(ct);
        await using var command = new NpgsqlCommand($"{Columns} order by id", session.Connection, session.Transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var count = 0;
        while (await reader.ReadAsync(ct))
        {
            count++;
            var id = new DisclosureId(reader.GetGuid(0)).ToString();
            var hash = DisclosureLog.Hash(
                DayOf(reader), NoticeOf(reader), [reader.GetGuid(19), reader.GetGuid(0), .. Enumerable.Range(1, 17).Select(c => ValueOf(reader, c))]);
            if (!seals.Remove(id, out var seal))
            {
                return new DisclosureVerification(count, $"{id} stands in the log, but the audit trail does not know of it.");
            }

            if (seal != DisclosureLog.SealOf(hash))
            {
                return new DisclosureVerification(count, $"{id} was changed after it was written.");
            }
        }

        return new DisclosureVerification(count, seals.Keys.FirstOrDefault() is { } gone ? $"{gone} was removed from the log." : null);
    }

    private async Task<Dictionary<string, string>> Seals(CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "select subjects from platform.audit_entries where action = 'Disclosure' order by id", session.Connection, session.Transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var seals = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
        {
            var subjects = reader.GetFieldValue<string[]>(0);
            seals[subjects[0]] = subjects[^1];
        }

        return seals;
    }

    private static object? ValueOf(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : column switch
    {
        1 => reader.GetFieldValue<DateTimeOffset>(column),
        3 or 5 => reader.GetFieldValue<string[]>(column),
        _ => reader.GetValue(column),
    };

    private static Disclosure Read(NpgsqlDataReader reader) => new(
        new DisclosureId(reader.GetGuid(0)), reader.GetFieldValue<DateTimeOffset>(1), reader.GetGuid(2),
        [.. reader.GetFieldValue<string[]>(3).Select(Parse<DataClass>)], reader.GetBoolean(4), reader.GetFieldValue<string[]>(5),
        reader.IsDBNull(6) ? null : new OrganisationId(reader.GetGuid(6)), reader.GetString(7), reader.IsDBNull(8) ? null : reader.GetString(8),
        Parse<RecipientKind>(reader.GetString(9)), Parse<PurposeOfUse>(reader.GetString(10)), Parse<DisclosureBasis>(reader.GetString(11)),
        reader.IsDBNull(12) ? null : reader.GetString(12), reader.GetString(13), NoticeOf(reader),
        reader.IsDBNull(15) ? null : new UserId(reader.GetGuid(15)), reader.GetString(16), reader.IsDBNull(17) ? null : new OrganisationId(reader.GetGuid(17)),
        DayOf(reader));

    private static SentNotice? NoticeOf(NpgsqlDataReader reader) => !reader.GetBoolean(14) ? null : new SentNotice(
        reader.IsDBNull(21) ? null : reader.GetString(21), reader.IsDBNull(22) ? null : Parse<NoticeCase>(reader.GetString(22)),
        reader.IsDBNull(23) ? null : reader.GetInt32(23));

    private static DateOnly? DayOf(NpgsqlDataReader reader) => reader.IsDBNull(20) ? null : reader.GetFieldValue<DateOnly>(20);

    private static T Parse<T>(string kebab)
        where T : struct, Enum => Enum.Parse<T>(kebab.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
