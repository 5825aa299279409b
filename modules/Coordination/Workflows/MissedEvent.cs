using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Coordination;

/// <summary>An event that a template which is set aside has not heard yet.</summary>
internal sealed class MissedEvent
{
    public WorkflowTemplateId Template { get; private init; }

    public long Position { get; private init; }

    public string Type { get; private init; } = "";

    public string Stream { get; private init; } = "";

    public JsonElement Payload { get; private init; }

    public DateTimeOffset OccurredAt { get; private init; }

    public UserId? Actor { get; private init; }

    public Guid Correlation { get; private init; }

    public static MissedEvent Of(WorkflowTemplateId template, LogEntry heard) => new()
    {
        Template = template,
        Position = heard.Position,
        Type = heard.Type,
        Stream = heard.Stream,
        Payload = heard.Payload,
        OccurredAt = heard.OccurredAt,
        Actor = heard.Actor,
        Correlation = heard.Correlation,
    };

    public LogEntry Entry() => new(Position, Type, Stream, Payload, OccurredAt, Actor, Correlation);
}

internal sealed class MissedEventMap : IEntityTypeConfiguration<MissedEvent>
{
    public void Configure(EntityTypeBuilder<MissedEvent> builder)
    {
        builder.ToTable("missed_events");
        builder.Property<Guid>("TenantId");
        builder.HasKey(e => new { e.Template, e.Position });
        builder.HasOne<WorkflowTemplate>().WithMany().HasForeignKey(e => e.Template);
        builder.Property(e => e.Payload).HasColumnType("jsonb").HasConversion(p => p.GetRawText(), text => Read(text));
    }

    private static JsonElement Read(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
