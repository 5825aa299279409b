using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Intake;

/// <summary>The front door: who people are, how they asked for help, what covers them and when they are seen.</summary>
public sealed class IntakeModule : IModule
{
    public string Name => "intake";

    public IReadOnlyList<FeatureDeclaration> Features { get; } =
    [
        new("intake", "Clients and inquiries: one front door with matching and triage"),
        new("intake.coverage", "Coverage spans and their gaps", "intake"),
        new("intake.scheduling", "Appointments", "intake"),
        new("intake.access-report", "Time to the first appointment", "intake", "intake.scheduling"),
        new("intake.import", "Records of other systems: import and show them", "intake", "intake.coverage"),
    ];

    public IReadOnlyList<PermissionDeclaration> Permissions { get; } =
    [
        new("intake.read", "See clients, inquiries, coverage and appointments"),
        new("intake.receive", "Receive and take inquiries, and look for people already known"),
        new("intake.register", "Register clients and change what is known of them"),
        new("intake.merge", "Merge records of one person, and separate them again"),
        new("intake.triage", "Answer the triage script"),
        new("intake.override-acuity", "Decide on a lower acuity than the triage script says"),
        new("intake.assign", "Hand inquiries over"),
        new("intake.resolve", "Resolve inquiries"),
        new("intake.discharge", "Discharge clients"),
        new("intake.coverage", "Record and end coverage"),
        new("intake.schedule", "Book and cancel appointments"),
        new("intake.report", "See reports on access"),
        new("intake.import", "Import records of other systems"),
        new("intake.configure", "Change the triage script and the settings of the front door"),
    ];

    public void Register(IServiceCollection services) => services.AddScoped<FrontDoor>().AddScoped<TimelineReader>().AddScoped<ILevelOfCareSource, LevelsFromIntake>();
}
