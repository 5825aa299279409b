namespace CarePlatform.Platform;

/// <summary>
/// Why a use case did not do what was asked: a typed answer, not a fault. Each refusal is a record named after what is
/// wrong, nested in its use case (or in the noun's file when several share it), and appears in the payload's <c>errors</c>.
/// </summary>
/// <param name="Code">Stable, for programs: <c>module.what_is_wrong</c>.</param>
/// <param name="Message">For people: what is wrong and what to do. Never holds facts about a client that the caller did not send.</param>
/// <param name="Path">The input that is at fault, such as <c>input.appointment.start</c>; empty when no single one is.</param>
public abstract record Refusal(string Code, string Message, string Path = "");

/// <summary>The id names nothing that the caller may see; a thing of another tenant looks exactly the same.</summary>
[ForPartners]
public sealed record NotFound(string Path) : Refusal(
    "not_found", "Nothing with this id was found. Check the id; it may have been merged, closed or belong to somebody else.", Path);

/// <summary>The thing has been changed since the caller read it.</summary>
/// <param name="Expected">The version that the caller had read.</param>
/// <param name="Actual">The version that it has now.</param>
[ForPartners]
public sealed record VersionConflict(int Expected, int Actual) : Refusal(
    "version_conflict",
    $"This was changed in the meantime: version {Expected} was expected, it is at {Actual}. Read it again and repeat the change.",
    "input.expectedVersion");

/// <summary>Something that there can be only one of is there already.</summary>
[ForPartners]
public sealed record AlreadyThere() : Refusal(
    "already_there", "There can be only one of this, and it is there already. Read what there is, and change that or send something else.");

/// <summary>An input value that cannot be accepted as it stands.</summary>
/// <param name="Problem">What is wrong with the value, and what would be right.</param>
[ForPartners]
public sealed record InvalidInput(string Path, string Problem) : Refusal("invalid_input", Problem, Path);

/// <summary>The idempotency key was used before, with another input.</summary>
[ForPartners]
public sealed record IdempotencyKeyReused() : Refusal(
    "idempotency_key_reused",
    "This idempotency key was already used with another input. Send a new key for a new request, or the same input to get the first answer.");
