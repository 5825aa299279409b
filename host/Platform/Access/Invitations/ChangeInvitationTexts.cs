using FluentValidation;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>Says in the organisation's own words what invitations say. Languages that are left out are written as they ship.</summary>
[Mutation, Requires("platform.people")]
internal static class ChangeInvitationTexts
{
    /// <param name="Texts">All of the organisation's own texts; none for those that ship.</param>
    public sealed record Input(IReadOnlyList<Letter> Texts);

    /// <summary>An invitation in one language.</summary>
    /// <param name="Language">A BCP 47 tag, such as es.</param>
    /// <param name="Subject">The subject; {organisation} stands for the organisation's name.</param>
    /// <param name="Text">The letter. {address} must stand in it; {organisation}, {name}, {until} and {code} may.</param>
    public sealed record Letter(string Language, string Subject, string Text);

    public static async Task<Outcome<InvitationTexts>> Handle(Input input, Session session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction) { BatchCommands = { new("delete from platform.invitation_texts") } };
        foreach (var letter in input.Texts)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("insert into platform.invitation_texts (tenant_id, language, subject, text) values ($1, $2, $3, $4)")
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = session.Tenant.Id.Value }, new NpgsqlParameter<string> { TypedValue = letter.Language },
                    new NpgsqlParameter<string> { TypedValue = letter.Subject }, new NpgsqlParameter<string> { TypedValue = letter.Text },
                },
            });
        }

        await batch.ExecuteNonQueryAsync(ct);
        return await InvitationTexts.Read(session, ct);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int LongestSubject = 150;
        private const int LongestText = 4000;

        public Validator()
        {
            RuleFor(i => i.Texts).Must(texts => texts.DistinctBy(t => t.Language.ToUpperInvariant()).Count() == texts.Count)
                .WithMessage("Give one invitation for each language.");
            RuleForEach(i => i.Texts).ChildRules(text =>
            {
                text.RuleFor(t => t.Language).Matches("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$").WithMessage("Give a BCP 47 tag, such as es or pt-BR.");
                text.RuleFor(t => t.Subject).NotEmpty().MaximumLength(LongestSubject)
                    .Must(s => !s.Contains('\n', StringComparison.Ordinal) && !s.Replace(InvitationText.Blanks[0], "", StringComparison.Ordinal).Contains('{', StringComparison.Ordinal))
                    .WithMessage("The subject is one line of up to 150 characters; its only blank is {organisation}.");
                text.RuleFor(t => t.Text).NotEmpty().MaximumLength(LongestText)
                    .Must(t => t.Contains(InvitationText.Address, StringComparison.Ordinal)
                        && !InvitationText.Blanks.Aggregate(t, (rest, blank) => rest.Replace(blank, "", StringComparison.Ordinal)).Contains('{', StringComparison.Ordinal))
                    .WithMessage("Write {address} where the address stands; the other blanks are {organisation}, {name}, {until} and {code}. Up to 4000 characters.");
            });
        }
    }
}
