using System.Text.Json;

namespace CarePlatform.Platform;

/// <summary>How names of C# read in the schema.</summary>
internal sealed class SchemaNames : GraphQL.SchemaNames
{
    /// <summary><c>ReceiveInquiry</c> → <c>receiveInquiry</c>.</summary>
    public static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    public override string Field(string name) => Camel(name);

    /// <summary>
    /// <c>ReceiveInquiry.Input</c> → <c>ReceiveInquiryInput</c>, <c>ReceiveInquiry.Person</c> → <c>ReceiveInquiryPersonInput</c>; what
    /// stands in a class of queries keeps its own name: <c>InquiryQueries.InquiryFilter</c> → <c>InquiryFilter</c>.
    /// </summary>
    public override string InputType(Type type)
    {
        var owner = type.DeclaringType is { } declaring && !declaring.Name.EndsWith("Queries", StringComparison.Ordinal) ? declaring.Name : "";
        return type.Name.EndsWith("Input", StringComparison.Ordinal) || type.Name.EndsWith("Filter", StringComparison.Ordinal)
            ? owner + type.Name
            : $"{owner}{type.Name}Input";
    }
}
