using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class SchemaValidationCorpusTests
{
    [Fact]
    public void Schemas_are_judged_as_recorded() => CorpusRun.All("validateSchema", recorded =>
        RecordedErrors.Compare(recorded.GetProperty("errors"), SchemaValidation.Validate(RecordedSchema.Build(recorded.GetProperty("sdl")))));
}
