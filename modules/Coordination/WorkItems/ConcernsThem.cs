using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>The step checks what the person did, so that somebody else must do it.</summary>
/// <param name="Person">Who cannot have it.</param>
internal sealed record ConcernsThem(UserId Person) : Refusal(
    "coordination.concerns_them", $"The step checks what {Person} did: nobody checks that themselves. Choose somebody else.", "input.item");
