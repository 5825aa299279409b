using Npgsql;

namespace CarePlatform.Benchmarks;

/// <summary>What the endpoint gives that the list of inquiries is measured against.</summary>
internal sealed record ReferencePage(IReadOnlyList<ReferenceInquiry> Nodes, bool HasNextPage)
{
    private const string Page = "select id from intake.inquiries where tenant_id = $1 order by received_at desc, id desc limit 51";

    private const string Inquiries = """
        select id, status, door, received_at, acuity, client from intake.inquiries
        where tenant_id = $1 order by received_at desc, id desc limit 51
        """;

    private const string Clients = $"""
        select c.id, coalesce(c.given || ' ' || c.family, c.preferred), c.birth_date from intake.clients c
        where c.id in (select i.client from intake.inquiries i where i.id in ({Page}))
        """;

    private const string Work = """
        select w.id, w.subject, w.step, w.title, w.state, w.due_at from coordination.work_items w
        where w.tenant_id = $1 and w.subject = any($2)
        """;

    /// <summary>Two round trips: inquiries and clients together, then the work items of these inquiries.</summary>
    public static async Task<ReferencePage> Read(NpgsqlDataSource database, Guid tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var inquiries = new List<ReferenceInquiry>(51);
        var clients = new Dictionary<Guid, ReferenceClient>(51);
        await using (var batch = new NpgsqlBatch(connection))
        {
            foreach (var sql in new[] { Inquiries, Clients })
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenant } } });
            }

            await using var reader = await batch.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                inquiries.Add(new ReferenceInquiry(
                    reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3),
                    await reader.IsDBNullAsync(4, ct) ? null : reader.GetString(4), reader.GetGuid(5)));
            }

            await reader.NextResultAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                clients[reader.GetGuid(0)] = new ReferenceClient(
                    reader.GetGuid(0), reader.GetString(1), await reader.IsDBNullAsync(2, ct) ? null : reader.GetFieldValue<DateOnly>(2));
            }
        }

        var more = inquiries.Count > 50;
        if (more)
        {
            inquiries.RemoveAt(50);
        }

        var bySubject = inquiries.ToDictionary(i => Platform.Id.Format("inq", i.Id));
        await using var command = new NpgsqlCommand(Work, connection)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenant }, new NpgsqlParameter<string[]> { TypedValue = [.. bySubject.Keys] } },
        };
        await using var work = await command.ExecuteReaderAsync(ct);
        while (await work.ReadAsync(ct))
        {
            bySubject[work.GetString(1)].WorkItems.Add(new ReferenceWork(
                work.GetGuid(0), work.GetString(2), work.GetString(3), work.GetString(4), work.GetFieldValue<DateTimeOffset>(5)));
        }

        foreach (var inquiry in inquiries)
        {
            inquiry.Client = clients[inquiry.ClientKey];
        }

        return new ReferencePage(inquiries, more);
    }
}

internal sealed record ReferenceInquiry(
    Guid Id, string Status, string Door, DateTimeOffset ReceivedAt, string? Acuity, [property: System.Text.Json.Serialization.JsonIgnore] Guid ClientKey)
{
    public ReferenceClient? Client { get; set; }

    public List<ReferenceWork> WorkItems { get; } = [];
}

internal sealed record ReferenceClient(Guid Id, string Name, DateOnly? BirthDate);

internal sealed record ReferenceWork(Guid Id, string Step, string Title, string State, DateTimeOffset DueAt);
