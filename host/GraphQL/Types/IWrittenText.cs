namespace CarePlatform.GraphQL;

/// <summary>A value that scalars for text write as it formats itself, without a string in between; it needs no escapes.</summary>
public interface IWrittenText : IUtf8SpanFormattable, IFormattable;
