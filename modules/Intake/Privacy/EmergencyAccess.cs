using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>An emergency that somebody declared to see more of a client than they may, for a short time; it is always reviewed.</summary>
internal sealed class EmergencyAccess
{
    public required EmergencyAccessId Id { get; init; }

    public required ClientId Client { get; init; }

    public required UserId User { get; init; }

    /// <summary>The name of the emergency (42 CFR 2.51).</summary>
    public required string Emergency { get; init; }

    /// <summary>Why what is not open is needed.</summary>
    public required string Reason { get; init; }

    /// <summary>To whom it is passed on, when the declarer acts for medical personnel elsewhere.</summary>
    public string? Recipient { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>When it ends; earlier than declared when somebody found it unjustified before.</summary>
    public DateTimeOffset Until { get; private set; }

    public required DateTimeOffset ReviewBy { get; init; }

    public DateTimeOffset? ReviewedAt { get; private set; }

    public UserId? ReviewedBy { get; private set; }

    public bool? Justified { get; private set; }

    public string? Findings { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>Somebody declares it now, for as long as they say or the policy allows.</summary>
    public static EmergencyAccess Declare(
        ClientId client, UserId user, string emergency, string reason, string? recipient, int? hours, PrivacyPolicy policy, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new EmergencyAccess
        {
            Id = Platform.Id.New<EmergencyAccessId>(clock),
            Client = client,
            User = user,
            Emergency = emergency.Trim(),
            Reason = reason.Trim(),
            Recipient = recipient,
            Since = now,
            Until = now.AddHours(hours ?? policy.EmergencyHours),
            ReviewBy = now.AddDays(policy.ReviewDays),
        };
    }

    /// <summary>Somebody else judged it. What was no emergency opens nothing any more.</summary>
    public void Review(bool justified, string findings, UserId by, DateTimeOffset at)
    {
        (Justified, Findings, ReviewedBy, ReviewedAt) = (justified, findings, by, at);
        if (!justified && at < Until)
        {
            Until = at;
        }
    }
}
