using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>The template of the item's workflow cannot be read and is set aside.</summary>
/// <param name="Template">Key of the template.</param>
[ForPartners]
internal sealed record TemplateUnreadable(string Template) : Refusal(
    "coordination.template_unreadable",
    $"The template {Template} cannot be read at present, so this cannot be decided; what happens meanwhile is kept. Ask your administrator.");
