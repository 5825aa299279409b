namespace CarePlatform.GraphQL;

/// <summary>
/// Answers requests from one schema. It remembers documents: one that is known is neither parsed nor validated nor planned again.
/// Each schema, or view of a schema, has an executor of its own.
/// </summary>
public sealed class GraphQLExecutor
{
    private readonly DocumentCache _documents;
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
        Runtime = new SchemaRuntime(schema);
        _documents = new DocumentCache(options.CachedDocuments, options.CachedCharacters);
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
        var started = Options.Time.GetTimestamp();
        GraphQLResponse? response = null;
        try
        {
            return response = await execution.Answer().ConfigureAwait(false);
        }
        finally
        {
            Finish(execution.Operation, response?.Errors ?? [], response?.Utf8.Length ?? 0, started, wasCancelled: response is null);
        }
    }

    /// <summary>
    /// Answers a request with as many responses as its operation has: a subscription has one for each event, until its source ends,
    /// the responses are disposed or the request is cancelled. Interceptors are told of its start and its end, not of its events.
    /// </summary>
    public ValueTask<GraphQLResponses> Subscribe(GraphQLRequest request, CancellationToken cancellation = default) =>
        new SubscriptionStart(this, request, cancellation).Open();

    internal SchemaRuntime Runtime { get; }

    /// <summary>The document of a text, from memory where it was read before.</summary>
    internal CachedDocument DocumentOf(string text) => _documents.GetOrAdd(text, Read);

    private CachedDocument Read(string text)
    {
        try
        {
            var document = SyntaxParser.ParseDocument(text, Options.Parsing);
            var errors = _validate(document);
            return errors.Count > 0 ? new CachedDocument(errors) : new CachedDocument(document);
        }
        catch (GraphQLSyntaxException wrong)
        {
            return new CachedDocument([wrong.Error]);
        }
    }

    /// <summary>Tells the interceptors that an operation is over.</summary>
    internal void Finish(OperationContext? operation, IReadOnlyList<GraphQLError> errors, int bytes, long started, bool wasCancelled)
    {
        if (operation is null || Options.Interceptors.Count == 0)
        {
            return;
        }

        var outcome = new OperationOutcome(Options.Time.GetElapsedTime(started), errors, bytes, wasCancelled);
        foreach (var interceptor in Options.Interceptors)
        {
            interceptor.Finished(operation, outcome);
        }
    }
}
