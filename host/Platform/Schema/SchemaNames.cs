using System.Text.Json;

namespace CarePlatform.Platform;

/// <summary>How names of C# read in the schema.</summary>
internal static class SchemaNames
{
    /// <summary><c>ReceiveInquiry</c> → <c>receiveInquiry</c>.</summary>
    public static string Field(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <summary><c>WalkIn</c> → <c>WALK_IN</c>.</summary>
    public static string EnumValue(string name) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(name);

    /// <summary>
    /// <c>ReceiveInquiry.Input</c> → <c>ReceiveInquiryInput</c>, <c>ReceiveInquiry.Person</c> → <c>ReceiveInquiryPersonInput</c>; what
    /// stands in a class of queries keeps its own name: <c>InquiryQueries.InquiryFilter</c> → <c>InquiryFilter</c>.
    /// </summary>
    public static string Input(Type type)
    {
        var owner = type.DeclaringType is { } declaring && !declaring.Name.EndsWith("Queries", StringComparison.Ordinal) ? declaring.Name : "";
        return type.Name.EndsWith("Input", StringComparison.Ordinal) || type.Name.EndsWith("Filter", StringComparison.Ordinal)
            ? owner + type.Name
            : $"{owner}{type.Name}Input";
    }
}
