using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Sets up a payer whom the tenant can ask, or changes it. Addresses and secrets are the operator's, under the connection's name.</summary>
[Mutation, Feature("intake.eligibility"), Requires("intake.configure")]
internal static class SetEligibilityPayer
{
    /// <summary>The whole of what is set.</summary>
    /// <param name="Key">Short name that never changes, such as medicaid.</param>
    /// <param name="Name">The payer's name in questions.</param>
    /// <param name="PayerType">What kind of payer.</param>
    /// <param name="Source">How it is asked.</param>
    /// <param name="PayerId">The payer's number in its transactions.</param>
    /// <param name="Connection">Name of a connection in the host's configuration; needed for X12.</param>
    /// <param name="AskedOfAll">Whether it is asked also about people of whom no coverage is known.</param>
    /// <param name="Active">Whether it is asked at all.</param>
    public sealed record Input(
        string Key, string Name, PayerType PayerType, SourceKind Source,
        string? PayerId = null, string? Connection = null, bool AskedOfAll = false, bool Active = true);

    public static async Task<Outcome<EligibilityPayer>> Handle(Input input, IntakeDb db, Session session, TimeProvider clock, CancellationToken ct)
    {
        if (input.PayerType is PayerType.Uninsured or PayerType.Unknown)
        {
            return new InvalidInput("input.payerType", "Say what kind of payer it is: nobody can be asked who does not pay.");
        }

        if (input.Source is SourceKind.X12 && string.IsNullOrWhiteSpace(input.Connection))
        {
            return new InvalidInput("input.connection", "Name the connection of the host's configuration by which the payer is asked.");
        }

        if (input.Source is SourceKind.Simulator && !session.Tenant.Sandbox)
        {
            return new InvalidInput("input.source", "Only sandboxes have a simulated payer.");
        }

        var payer = await db.EligibilityPayers.FirstOrDefaultAsync(p => p.Key == input.Key, ct);
        if (payer is null)
        {
            payer = new EligibilityPayer { Id = Id.New<EligibilityPayerId>(clock), Key = input.Key, RecordedAt = clock.GetUtcNow() };
            db.Add(payer);
        }

        return payer.Take(new PayerFacts(
            input.Name, input.PayerType, input.Source, input.PayerId, input.Connection?.Trim(), input.AskedOfAll, input.Active));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NameLength = 60;

        public Validator()
        {
            RuleFor(i => i.Key).Matches("^[a-z][a-z0-9-]{0,39}$").WithMessage("Give up to 40 small letters, digits and hyphens, a letter first.");
            RuleFor(i => i.Name).NotEmpty().MaximumLength(NameLength);
            RuleFor(i => i.PayerId).MaximumLength(NameLength);
        }
    }
}

/// <summary>A payer whom the tenant can ask.</summary>
[View<EligibilityPayer>]
internal static class EligibilityPayerView
{
    /// <summary>The payer's id here.</summary>
    public static EligibilityPayerId Id(EligibilityPayer payer) => payer.Id;

    /// <summary>Short name that never changes.</summary>
    public static string Key(EligibilityPayer payer) => payer.Key;

    /// <summary>The payer's name in questions.</summary>
    public static string Name(EligibilityPayer payer) => payer.Name;

    /// <summary>The payer's number in its transactions.</summary>
    public static string? PayerId(EligibilityPayer payer) => payer.PayerId;

    /// <summary>What kind of payer.</summary>
    public static PayerType PayerType(EligibilityPayer payer) => payer.PayerType;

    /// <summary>How it is asked.</summary>
    public static SourceKind Source(EligibilityPayer payer) => payer.Source;

    /// <summary>Name of the connection in the host's configuration.</summary>
    public static string? Connection(EligibilityPayer payer) => payer.Connection;

    /// <summary>Whether it is asked also about people of whom no coverage is known.</summary>
    public static bool AskedOfAll(EligibilityPayer payer) => payer.AskedOfAll;

    /// <summary>Whether it is asked at all.</summary>
    public static bool Active(EligibilityPayer payer) => payer.Active;
}
