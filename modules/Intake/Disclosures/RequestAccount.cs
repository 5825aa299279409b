using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>
/// Records that a client, or somebody for them, asked to whom their information went. It becomes work, due within the days of the organisation's
/// policy: 30 for the list of an intermediary (42 CFR 2.24), 60 otherwise (45 CFR 164.528) while nothing else is laid down.
/// </summary>
[Mutation, Feature("intake.consent"), Requires("intake.consent")]
internal static class RequestAccount
{
    private static readonly TimeSpan LastWeek = TimeSpan.FromDays(7);

    /// <summary>What was asked for.</summary>
    /// <param name="Client">Whose account.</param>
    /// <param name="Kind">Which account.</param>
    /// <param name="AskedBy">Who asked, when it was not the client, and by what right.</param>
    /// <param name="RequestedAt">When it reached the organisation; now when nothing is said.</param>
    public sealed record Input(ClientId Client, AccountKind Kind, string? AskedBy = null, DateTimeOffset? RequestedAt = null);

    public static async Task<Outcome<AccountRequest>> Handle(
        Input input, IntakeDb db, TenantPrivacy privacy, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Client, "intake.consent", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.Problem("input.client") is { } problem)
        {
            return problem;
        }

        var at = input.RequestedAt?.ToUniversalTime() ?? clock.GetUtcNow();
        if (at > clock.GetUtcNow())
        {
            return new InvalidInput("input.requestedAt", "Say when it was asked for: now or before.");
        }

        var policy = await privacy.Policy(ct);
        var days = input.Kind is AccountKind.Intermediary ? policy.IntermediaryAccountDays : policy.AccountDays;
        var asked = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone).DateTime);
        var request = new AccountRequest
        {
            Id = Id.New<AccountRequestId>(clock),
            Client = client.Id,
            Kind = input.Kind,
            AskedBy = input.AskedBy,
            RequestedAt = at,
            DueAt = clock.EndOf(asked.AddDays(days)),
            RecordedBy = actor.User,
        };
        db.Add(request);
        return Outcome.Of(request).Publishing(new AccountRequested(
            client.Id, request.Id, request.Kind.ToText(), at, request.DueAt - LastWeek, request.DueAt));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int TextLength = 1000;

        public Validator() => RuleFor(i => i.AskedBy).MaximumLength(TextLength);
    }
}
