using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Intake;

/// <summary>The front door: who people are, how they asked for help, what covers them and when they are seen.</summary>
public sealed class IntakeModule : IModule
{
    public string Name => "intake";

    public IReadOnlyList<FeatureDeclaration> Features { get; } =
    [
        new("intake", "Clients and inquiries: one front door with matching and triage"),
        new("intake.public-door", "The public page on which people ask for help, and see what became of it", "intake"),
        new("intake.forms", "Forms that ask for nothing twice, and the finder of what is typed again", "intake"),
        new("intake.coverage", "Coverage spans and their gaps", "intake"),
        new("intake.eligibility", "Asking payers whether they cover people, and what they have allowed", "intake.coverage"),
        new("intake.scheduling", "Appointments", "intake"),
        new("intake.consent", "Consents, declared emergencies, restricted records and the account of disclosures", "intake"),
        new("intake.notes", "Counselling and psychotherapy notes, kept apart from the record", "intake.consent"),
        new("intake.access-report", "Time to the first appointment", "intake", "intake.scheduling"),
        new("intake.import", "Records of other systems: import and show them", "intake", "intake.coverage"),
    ];

    public IReadOnlyList<PermissionDeclaration> Permissions { get; } =
    [
        new("intake.read", "See clients, inquiries, coverage and appointments"),
        new("intake.read-clinical", "See clinical facts: work in care, for which treatment is the purpose unless another is stated"),
        new("intake.receive", "Receive and take inquiries, and look for people already known"),
        new("intake.register", "Register clients and change what is known of them"),
        new("intake.merge", "Merge records of one person, and separate them again"),
        new("intake.triage", "Answer the triage script"),
        new("intake.evaluate", "Record first evaluations and their review in person"),
        new("intake.fill-forms", "Fill in forms, and see those that are filled in"),
        new("intake.override-acuity", "Decide on a lower acuity than the triage script says"),
        new("intake.assign", "Hand inquiries over"),
        new("intake.resolve", "Resolve inquiries"),
        new("intake.discharge", "Discharge clients"),
        new("intake.coverage", "Record and end coverage"),
        new("intake.referred", "See, for a partner organisation, what became of those whom it referred"),
        new("intake.shared", "See, for a partner organisation, the people whose record is shared with it"),
        new("intake.declare-emergency", "Declare, for a partner organisation, an emergency of a person whose record is shared with it"),
        new("intake.consent", "Write down consents, their signing and their end"),
        new("intake.break-glass", "Declare an emergency to see more of a client"),
        new("intake.review-access", "Review declared emergencies"),
        new("intake.sequester", "Restrict records to named people, and lift that"),
        new("intake.disclose", "Write down disclosures and give an account of them"),
        new("intake.write-notes", "Write counselling and psychotherapy notes, and read one's own"),
        new("intake.court-orders", "Record orders of courts about records of Part 2 programs, and carry them out"),
        new("intake.schedule", "Book, move and cancel appointments, check people in, and keep the waitlist"),
        new("intake.design-schedule", "Define visit types and say when clinicians see people"),
        new("intake.report", "See reports on access"),
        new("intake.import", "Import records of other systems"),
        new("intake.configure", "Change the triage script and the settings of the front door"),
    ];

    public void Register(IServiceCollection services)
    {
        services.AddScoped<FrontDoor>().AddSingleton<FrontDoorPages>().AddScoped<SlotSearch>().AddScoped<Booking>().AddScoped<Waitlist>()
            .AddScoped<EligibilityDesk>().AddScoped<NightClock>().AddScoped<TimelineReader>().AddScoped<SharedRecords>().AddScoped<ILevelOfCareSource, LevelsFromIntake>()
            .AddScoped<IEligibilitySource, SimulatedPayer>().AddScoped<IEligibilitySource, X12Source>()
            .AddSingleton<IX12Transport, HttpTransport>()
            .AddSingleton(p => p.GetRequiredService<IConfiguration>().GetSection("Eligibility").Get<X12Connections>() ?? new X12Connections());
        HttpTransport.Register(services);
    }

    public void MapPages(IEndpointRouteBuilder endpoints) => FrontDoorPages.Map(endpoints);
}
