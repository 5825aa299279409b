using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>What is known of a clinician for finding the right one: languages, and whom and how many they take on.</summary>
internal sealed class ClinicianPanel
{
    public required ClinicianPanelId Id { get; init; }

    public required UserId Clinician { get; init; }

    /// <summary>BCP 47 tags.</summary>
    public IReadOnlyList<string> Languages { get; private set; } = [];

    /// <summary>The most severe acuity that the clinician takes on.</summary>
    public Acuity MostAcute { get; private set; } = Acuity.Emergent;

    public bool AcceptsNew { get; private set; } = true;

    /// <summary>How many different clients may have appointments ahead; null without limit.</summary>
    public int? MostClients { get; private set; }

    public int Version { get; private set; } = 1;

    public void Change(IReadOnlyList<string> languages, Acuity mostAcute, bool acceptsNew, int? mostClients) =>
        (Languages, MostAcute, AcceptsNew, MostClients) = (languages, mostAcute, acceptsNew, mostClients);

    /// <summary>Whether the language is spoken: <c>es</c> is spoken by whoever speaks <c>es-MX</c>, and the other way round.</summary>
    public bool Speaks(string language) => Languages.Any(l => Main(l).Equals(Main(language), StringComparison.OrdinalIgnoreCase));

    private static string Main(string tag) => tag.Split('-')[0];
}
