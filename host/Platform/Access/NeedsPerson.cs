namespace CarePlatform.Platform;

/// <summary>A machine cannot decide what others may do.</summary>
internal sealed record NeedsPerson() : Refusal("platform.needs_person", "A person has to approve this: sign in as an administrator.");
