namespace CarePlatform.GraphQL;

/// <summary>
/// Answers requests from one schema. It remembers documents: one that is known is neither parsed nor validated nor planned again.
/// Each schema, or view of a schema, has an executor of its own.
/// </summary>
public sealed class GraphQLExecutor
{
    private readonly DocumentCache _documents;
    private readonly ReceivedDocuments _received;
    private readonly Func<string, CachedDocument> _read;
    private readonly Func<DocumentNode, IReadOnlyList<GraphQLError>> _validate;

    /// <summary>An executor for a schema; a schema that breaks the rules is refused with all its errors.</summary>
    public GraphQLExecutor(Schema schema, ExecutorOptions? options = null)
        : this(schema, options ?? new ExecutorOptions(), document => DocumentValidation.Validate(schema, document, options?.Validation))
    {
        if (SchemaValidation.Validate(schema) is { Count: > 0 } errors)
        {
            throw new GraphQLSchemaException(errors);
        }
    }

    /// <summary>An executor that takes the word of its caller for the schema being valid.</summary>
    internal GraphQLExecutor(Schema schema, ExecutorOptions options, Func<DocumentNode, IReadOnlyList<GraphQLError>> validate)
    {
        Schema = schema;
        Options = options;
        _validate = validate;
        _read = Read;
        Runtime = new SchemaRuntime(schema);
        DeliversLater = IncrementalDirectives.AreIn(schema);
        _documents = new DocumentCache(options.CachedDocuments, options.CachedCharacters);
        GraphQLTelemetry.Watch(_documents);
        _received = new ReceivedDocuments(options.CachedDocuments, options.CachedCharacters);
    }

    public Schema Schema { get; }

    public ExecutorOptions Options { get; }

    /// <summary>How many documents are remembered now.</summary>
    public int CachedDocumentCount => _documents.Count;

    /// <summary>
    /// Answers a request. Errors are part of the response; the only exception is <see cref="OperationCanceledException"/> when
    /// the request was cancelled.
    /// </summary>
    public async ValueTask<GraphQLResponse> Execute(GraphQLRequest request, CancellationToken cancellation = default)
    {
        var execution = new RequestExecution(this, request, cancellation);
        using var trace = OperationTrace.Start();
        var started = Options.Interceptors.Count == 0 && !trace.IsWanted ? 0 : Options.Time.GetTimestamp();
        GraphQLResponse? response = null;
        try
        {
            return response = await execution.Answer().ConfigureAwait(false);
        }
        finally
        {
            Finish(execution.Operation, trace, response?.Kind, response?.Errors ?? [], response?.Utf8.Length ?? 0, started);
        }
    }

    /// <summary>
    /// Answers a request with a response that comes in parts, where the schema has <see cref="IncrementalDirectives"/> and the
    /// document uses them; else with one that is complete.
    /// </summary>
    public async ValueTask<IncrementalResponse> ExecuteIncrementally(GraphQLRequest request, CancellationToken cancellation = default)
    {
        var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var execution = new RequestExecution(this, request, ending.Token) { MayDeliverLater = DeliversLater };
        var trace = OperationTrace.Start();
        var started = Options.Time.GetTimestamp();
        try
        {
            var first = await execution.Answer().ConfigureAwait(false);
            return new IncrementalResponse(first, execution.Following, ending, (kind, errors, bytes) =>
            {
                Finish(execution.Operation, trace, kind, errors, bytes, started);
                trace.Dispose();
            });
        }
        catch
        {
            Finish(execution.Operation, trace, null, [], 0, started);
            trace.Dispose();
            if (execution.Following is { } following)
            {
                await following.DisposeAsync().ConfigureAwait(false);
            }

            ending.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Answers a request with as many responses as its operation has: a subscription has one for each event, until its source ends,
    /// the responses are disposed or the request is cancelled; a query or mutation has one, or several where it asks for parts that come
    /// later. Interceptors are told of the start and the end of a subscription, not of its events.
    /// </summary>
    public ValueTask<GraphQLResponses> Subscribe(GraphQLRequest request, CancellationToken cancellation = default) =>
        new SubscriptionStart(this, request, cancellation).Open();

    internal SchemaRuntime Runtime { get; }

    /// <summary>Whether documents may ask for parts of a response later.</summary>
    internal bool DeliversLater { get; }

    /// <summary>How many ways are remembered in which documents were received.</summary>
    internal int ReceivedDocumentCount => _received.Count;

    /// <summary>The document of a request, from memory where it was read before.</summary>
    internal CachedDocument DocumentOf(GraphQLRequest request)
    {
        if (request.QueryJson.IsEmpty)
        {
            return DocumentOf(request.Query!);
        }

        if (_received.Find(request.QueryJson.Span) is { } known)
        {
            return known;
        }

        var document = DocumentOf(request.Query!);
        _received.Add(request.QueryJson.Span, document);
        return document;
    }

    /// <summary>The document of a text.</summary>
    internal CachedDocument DocumentOf(string text) => _documents.GetOrAdd(text, _read);

    private CachedDocument Read(string text)
    {
        try
        {
            var document = Parse(text);
            using var span = GraphQLTelemetry.Start("graphql.validate");
            var errors = _validate(document);
            InternalError.LogCauses(Options, errors, null);
            return errors.Count > 0 ? new CachedDocument(errors) : new CachedDocument(document);
        }
        catch (GraphQLSyntaxException wrong)
        {
            return new CachedDocument([wrong.Error]);
        }
    }

    private DocumentNode Parse(string text)
    {
        using var span = GraphQLTelemetry.Start("graphql.parse");
        return SyntaxParser.ParseDocument(text, Options.Parsing);
    }

    /// <summary>Tells the trace and the interceptors that a request is over; without a kind it was cancelled.</summary>
    internal void Finish(
        OperationContext? operation, OperationTrace trace, ResponseKind? kind, IReadOnlyList<GraphQLError> errors, long bytes, long started)
    {
        trace.Finish(operation?.Operation, kind, errors, Options.Time, started);
        Finish(operation, kind, errors, bytes, started);
    }

    /// <summary>Tells the interceptors that a request is over; without a kind it was cancelled.</summary>
    internal void Finish(OperationContext? operation, ResponseKind? kind, IReadOnlyList<GraphQLError> errors, long bytes, long started)
    {
        if (operation is null || Options.Interceptors.Count == 0)
        {
            return;
        }

        var outcome = new OperationOutcome(
            Options.Time.GetElapsedTime(started), errors, (int)Math.Min(bytes, int.MaxValue), WasCancelled: kind is null);
        foreach (var interceptor in Options.Interceptors)
        {
            interceptor.Finished(operation, outcome);
        }
    }
}
