using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>None of the person's roles may do work of this kind, and the organisation refuses such work.</summary>
/// <param name="Person">The person who cannot have it.</param>
/// <param name="Kind">What sort of work it is.</param>
internal sealed record OutsideRole(UserId Person, StepKind Kind) : Refusal(
    "coordination.outside_role",
    $"The step is {JsonNamingPolicy.KebabCaseLower.ConvertName(Kind.ToString()).Replace('-', ' ')}, which none of the roles of {Person} may do. Choose somebody whose role may.",
    "input.item");
