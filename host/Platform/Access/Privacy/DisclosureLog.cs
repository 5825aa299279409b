using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Platform;

/// <summary>On what a disclosure rests.</summary>
public enum DisclosureBasis
{
    /// <summary>A consent that names or describes the recipient.</summary>
    Consent,

    /// <summary>Treatment, payment or operations.</summary>
    Tpo,

    /// <summary>A declared emergency.</summary>
    Emergency,

    /// <summary>A law or an order.</summary>
    Law,

    /// <summary>It went to the person it is about.</summary>
    Person,
}

/// <summary>One thing that left the organisation.</summary>
/// <param name="Subject">Whom it is about.</param>
/// <param name="SubjectText">The same id on the wire.</param>
/// <param name="Items">Wire ids of what was disclosed, or names of fields; never what they say.</param>
/// <param name="Ground">Wire id of the consent or emergency.</param>
/// <param name="Description">What it was, in a few words.</param>
/// <param name="Notice">The notice on redisclosure that went with it; null where none did.</param>
/// <param name="Channel">How it left, such as <c>api</c>, <c>fax</c> or <c>phone</c>.</param>
/// <param name="Intermediary">Through whom it went, when not straight.</param>
/// <param name="HappenedOn">The day on which it left; null when that is now.</param>
public sealed record NewDisclosure(
    Guid Subject, string SubjectText, IReadOnlyList<DataClass> Classes, bool Part2, IReadOnlyList<string> Items,
    OrganisationId? Recipient, string RecipientName, string? RecipientAddress, RecipientKind RecipientKind, PurposeOfUse Purpose,
    DisclosureBasis Basis, string? Ground, string Description, SentNotice? Notice, string Channel, OrganisationId? Intermediary = null,
    DateOnly? HappenedOn = null);

/// <summary>One disclosure.</summary>
public readonly record struct DisclosureId(Guid Value) : IId<DisclosureId>
{
    public static string Prefix => "dis";

    public static DisclosureId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>
/// Writes down what leaves the organisation: a row a disclosure, in the transaction in which it leaves, and the row's hash in the chained
/// audit trail, so that a row that is changed, removed or slipped in later can be found.
/// </summary>
public sealed class DisclosureLog
{
    private const int Columns = 24;

    private readonly AuditTrail _trail;
    private readonly Dictionary<Guid, Shows> _shown = [];

    internal DisclosureLog(AuditTrail trail) => _trail = trail;

    /// <summary>Writes disclosures in the session's transaction, in one statement.</summary>
    public async Task<IReadOnlyList<DisclosureId>> Write(Session session, IReadOnlyList<NewDisclosure> disclosures, CancellationToken ct)
    {
        if (disclosures.Count == 0)
        {
            return [];
        }

        await session.OpenAsync(ct);
        // PostgreSQL keeps microseconds: what is hashed must be what is read again.
        var world = session.Clock.World.GetUtcNow();
        var now = world.AddTicks(-(world.Ticks % TimeSpan.TicksPerMicrosecond));
        var rows = Enumerable.Range(0, disclosures.Count).Select(r => $"({string.Join(", ", Enumerable.Range(1, Columns).Select(c => $"${(r * Columns) + c}"))})");
        await using var command = new NpgsqlCommand($"""
            insert into platform.disclosures
                (id, at, subject, data_classes, part2, items, recipient, recipient_name, recipient_address, recipient_kind, purpose, basis, ground,
                 description, notice_sent, user_id, channel, intermediary, hash, tenant_id, happened_on,
                 notice_text, notice_case, notice_policy_version)
            values {string.Join(", ", rows)}
            """, session.Connection, session.Transaction);
        var ids = new List<DisclosureId>(disclosures.Count);
        foreach (var disclosure in disclosures)
        {
            var id = new DisclosureId(Guid.CreateVersion7(now));
            var user = session.Actor.User?.Value;
            string[] classes = [.. disclosure.Classes.Select(KebabEnum<DataClass>.Write)];
            var hash = Hash(disclosure.HappenedOn, disclosure.Notice,
                session.Tenant.Id.Value, id.Value, now, disclosure.Subject, classes, disclosure.Part2, disclosure.Items.ToArray(), disclosure.Recipient?.Value,
                disclosure.RecipientName, disclosure.RecipientAddress, KebabEnum<RecipientKind>.Write(disclosure.RecipientKind),
                RequestPurpose.TextOf(disclosure.Purpose), KebabEnum<DisclosureBasis>.Write(disclosure.Basis), disclosure.Ground, disclosure.Description,
                disclosure.Notice is not null, user, disclosure.Channel, disclosure.Intermediary?.Value);
            foreach (var (value, type) in new (object?, NpgsqlDbType)[]
            {
                (id.Value, NpgsqlDbType.Uuid), (now, NpgsqlDbType.TimestampTz), (disclosure.Subject, NpgsqlDbType.Uuid),
                (classes, NpgsqlDbType.Array | NpgsqlDbType.Text), (disclosure.Part2, NpgsqlDbType.Boolean),
                (disclosure.Items.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text), (disclosure.Recipient?.Value, NpgsqlDbType.Uuid),
                (disclosure.RecipientName, NpgsqlDbType.Text), (disclosure.RecipientAddress, NpgsqlDbType.Text),
                (KebabEnum<RecipientKind>.Write(disclosure.RecipientKind), NpgsqlDbType.Text),
                (RequestPurpose.TextOf(disclosure.Purpose), NpgsqlDbType.Text), (KebabEnum<DisclosureBasis>.Write(disclosure.Basis), NpgsqlDbType.Text),
                (disclosure.Ground, NpgsqlDbType.Text), (disclosure.Description, NpgsqlDbType.Text), (disclosure.Notice is not null, NpgsqlDbType.Boolean),
                (user, NpgsqlDbType.Uuid), (disclosure.Channel, NpgsqlDbType.Text), (disclosure.Intermediary?.Value, NpgsqlDbType.Uuid),
                (hash, NpgsqlDbType.Bytea), (session.Tenant.Id.Value, NpgsqlDbType.Uuid),
                (disclosure.HappenedOn, NpgsqlDbType.Date), (disclosure.Notice?.Text, NpgsqlDbType.Text),
                (disclosure.Notice?.Case is { } of ? KebabEnum<NoticeCase>.Write(of) : null, NpgsqlDbType.Text),
                (disclosure.Notice?.PolicyVersion, NpgsqlDbType.Integer),
            })
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
            }

            _trail.Write("Disclosure", [id.ToString(), disclosure.SubjectText, SealOf(hash)], "done");
            ids.Add(id);
        }

        await command.ExecuteNonQueryAsync(ct);
        return ids;
    }

    /// <summary>As the audit trail names a row's hash.</summary>
    internal static string SealOf(byte[] hash) => $"sha256:{Convert.ToHexStringLower(hash)}";

    /// <summary>The hash over a row's values in the order of the table's columns, whatever stands in them.</summary>
    /// <param name="happenedOn">Goes last, and only where it is said: the hashes of rows from before there was this stay what they are.</param>
    /// <param name="notice">Goes after it, with a place for the day whether it is said or not, and only where there are words: for the same reason.</param>
    internal static byte[] Hash(DateOnly? happenedOn, SentNotice? notice, params IEnumerable<object?> values)
    {
        using var bytes = new MemoryStream();
        var day = happenedOn?.ToString("O", CultureInfo.InvariantCulture);
        object?[] last = notice?.Text is { } words ? [day, words, notice.Case is { } of ? KebabEnum<NoticeCase>.Write(of) : null, notice.PolicyVersion]
            : day is null ? [] : [day];
        foreach (var value in values.Concat(last))
        {
            var text = value switch
            {
                null => null,
                DateTimeOffset at => at.UtcDateTime.ToString("O"),
                string[] many => string.Concat(many.Select(m => $"{m.Length}:{m}")),
                _ => value.ToString(),
            };
            // The length goes first, so that no two rows of texts run together into the same bytes; -1 is null.
            bytes.Write(BitConverter.GetBytes(text is null ? -1 : Encoding.UTF8.GetByteCount(text)));
            bytes.Write(Encoding.UTF8.GetBytes(text ?? ""));
        }

        return SHA256.HashData(bytes.ToArray());
    }

    /// <summary>A partner was shown a field.</summary>
    internal void Shown(Guid subject, string prefix, string field, DataClass dataClass, AccessDecision decision, bool part2)
    {
        if (!_shown.TryGetValue(subject, out var shows))
        {
            _shown[subject] = shows = new Shows(prefix);
        }

        shows.Items.Add(field);
        shows.Classes.Add(part2 ? DataClass.D : dataClass);
        // One row says one ground: that on which a record of a program left, or else the first that there was.
        var ofProgram = part2 || dataClass is DataClass.D or DataClass.E;
        if (shows.Ground is null || (ofProgram && shows.Program is null && decision.Ground is not null))
        {
            (shows.Ground, shows.IsOrdered) = (decision.Ground, decision.IsOrdered);
        }

        shows.Program ??= ofProgram ? decision : null;
    }

    /// <summary>Writes what a partner was shown in this request: one disclosure a person.</summary>
    /// <param name="noticeOf">The notice that went with the records of a program about a person, by the decision that let them go.</param>
    internal async Task FlushAsync(
        Session session, Organisation? partner, PrivacyPolicy policy, PurposeOfUse purpose, Func<Guid, AccessDecision, SentNotice> noticeOf, CancellationToken ct)
    {
        if (_shown.Count == 0 || partner is null)
        {
            return;
        }

        var kind = policy.RecipientOf(partner.Kind);
        await Write(session, [.. _shown.Select(s => new NewDisclosure(
            s.Key, Id.Format(s.Value.Prefix, s.Key), [.. s.Value.Classes], s.Value.IsPart2, [.. s.Value.Items],
            partner.Id, partner.Name, null, kind, purpose, BasisOf(s.Value, purpose), s.Value.Ground, "Shown over the API",
            s.Value.Program is { } decision ? noticeOf(s.Key, decision) : null, "api"))], ct);
        _shown.Clear();
    }

    private static DisclosureBasis BasisOf(Shows shows, PurposeOfUse purpose) =>
        purpose is PurposeOfUse.Emergency ? DisclosureBasis.Emergency
        : shows.IsOrdered ? DisclosureBasis.Law
        : shows.Ground is not null ? DisclosureBasis.Consent
        : purpose is PurposeOfUse.Treatment or PurposeOfUse.Payment or PurposeOfUse.Operations ? DisclosureBasis.Tpo
        : DisclosureBasis.Law;

    private sealed class Shows(string prefix)
    {
        public string Prefix => prefix;

        public SortedSet<string> Items { get; } = new(StringComparer.Ordinal);

        public SortedSet<DataClass> Classes { get; } = [];

        /// <summary>Counselling notes of a program are its records as well (42 CFR 2.11).</summary>
        public bool IsPart2 => Program is not null;

        /// <summary>The decision that let the first of a program's records go; null where there are none.</summary>
        public AccessDecision? Program { get; set; }

        public string? Ground { get; set; }

        public bool IsOrdered { get; set; }
    }
}
