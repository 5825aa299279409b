using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>One recipient of a signed consent, so that whoever is named finds it.</summary>
internal sealed class ConsentRecipient
{
    public required Guid Id { get; init; }

    public required ConsentId Consent { get; init; }

    /// <summary>Wire id of an organisation, or a kind of organisation such as <c>hospital</c>.</summary>
    public required string Recipient { get; init; }

    /// <summary>The recipients that the terms name.</summary>
    public static IEnumerable<ConsentRecipient> Of(Consent consent, TimeProvider clock) =>
        consent.Terms.Recipients.Select(r => r.ToString()).Concat(consent.Terms.RecipientClasses).Distinct(StringComparer.Ordinal).Select(recipient =>
            new ConsentRecipient { Id = Guid.CreateVersion7(clock.GetUtcNow()), Consent = consent.Id, Recipient = recipient });
}

internal sealed class ConsentRecipientMap : IEntityTypeConfiguration<ConsentRecipient>
{
    public void Configure(EntityTypeBuilder<ConsentRecipient> builder) => builder.HasOne<Consent>().WithMany().HasForeignKey(r => r.Consent);
}
