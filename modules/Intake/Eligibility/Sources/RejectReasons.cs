using System.Collections.Frozen;

namespace CarePlatform.Intake;

/// <summary>The payer's reasons for not answering (AAA03) in words, and what to do. Codes that are not listed are shown as they are.</summary>
internal static class RejectReasons
{
    /// <summary>The payer does not know the person.</summary>
    public static readonly IReadOnlySet<string> NotFound = new HashSet<string> { "67", "75", "77", "78" };

    private const string Correct = "Compare with the insurance card, correct the record and ask again.";
    private const string Ours = "Nothing is wrong with the person: an administrator must see to the organisation's set-up with this payer.";
    private const string Later = "Ask again later; the nightly check does so by itself.";
    private const string Dates = "Ask for other days: see which the payer answers for.";

    private static readonly FrozenDictionary<string, (string Reason, string WhatToDo)> Known = new Dictionary<string, (string, string)>
    {
        ["04"] = ("More was asked for than the payer allows.", Later),
        ["15"] = ("Something that the payer needs is missing.", Correct),
        ["33"] = ("The payer found an error in what was sent.", Correct),
        ["35"] = ("The provider is out of the payer's network.", "Ask the plan which providers are in its network, or for an exception."),
        ["41"] = ("The organisation may not ask this payer.", Ours),
        ["42"] = ("The payer cannot answer at the moment.", Later),
        ["43"] = ("The payer does not know the provider's number.", Ours),
        ["45"] = ("The provider's specialty is missing or wrong.", Ours),
        ["47"] = ("The provider's state is missing or wrong.", Ours),
        ["48"] = ("The referring provider's number is missing or wrong.", Ours),
        ["50"] = ("The provider may not ask this payer.", Ours),
        ["51"] = ("The provider is not on the payer's file.", Ours),
        ["52"] = ("The provider was not enrolled on these days.", Ours),
        ["53"] = ("What was asked does not fit the kind of provider.", Ours),
        ["56"] = ("A date is wrong.", Dates),
        ["57"] = ("The days asked about are missing or wrong.", Dates),
        ["58"] = ("The birth date is missing or wrong.", Correct),
        ["60"] = ("The birth date lies after the days asked about.", Correct),
        ["61"] = ("The person died before the days asked about.", "Check the record with the family or the payer before anything else is done."),
        ["62"] = ("The payer does not answer for days so long ago or so far ahead.", Dates),
        ["63"] = ("The payer does not answer for days to come.", Dates),
        ["64"] = ("The patient's number is missing or wrong.", Correct),
        ["65"] = ("The patient's name is missing or wrong.", Correct),
        ["66"] = ("The patient's gender is missing or wrong.", Correct),
        ["67"] = ("The payer does not know the patient.", Correct),
        ["68"] = ("The payer has the patient's number more than once.", "Ask the payer by telephone which record holds."),
        ["69"] = ("What was asked does not fit the person's age.", Correct),
        ["70"] = ("What was asked does not fit the person's gender.", Correct),
        ["71"] = ("The birth date is another one at the payer.", Correct),
        ["72"] = ("The member number is missing or wrong.", Correct),
        ["73"] = ("The member's name is missing or wrong.", Correct),
        ["74"] = ("The member's gender is missing or wrong.", Correct),
        ["75"] = ("The payer does not know the member.", Correct),
        ["76"] = ("The payer has the member number more than once.", "Ask the payer by telephone which record holds."),
        ["77"] = ("The payer knows the member, but not the patient.", Correct),
        ["78"] = ("The member is not in this group or plan.", "Ask which plan holds, and record it."),
        ["79"] = ("The payer does not know one of the parties.", Ours),
        ["80"] = ("The payer's own source did not answer.", Later),
        ["97"] = ("The provider's address is missing or wrong.", Ours),
        ["T4"] = ("The payer's name or number is missing.", Ours),
    }.ToFrozenDictionary();

    /// <summary>The reason in words.</summary>
    public static string Reason(string code) => Known.TryGetValue(code, out var known) ? known.Reason : $"The payer's reason {code}.";

    /// <summary>What to do, by the reason and by what the payer asks for (AAA04).</summary>
    public static string WhatToDo(string code, string followUp) => followUp switch
    {
        "N" => "Do not ask again: the payer will not answer this question. Call the payer.",
        "P" or "R" => Later,
        "S" or "Y" => "Wait: the payer goes on looking and will answer by itself.",
        "W" => "Ask again in 30 days.",
        "X" => "Ask again in 10 days.",
        _ => Known.TryGetValue(code, out var known) ? known.WhatToDo : Correct,
    };
}
