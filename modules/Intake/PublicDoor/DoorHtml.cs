using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CarePlatform.Intake;

/// <summary>The pages as HTML: no script, one column, every field with its label, and problems told at the top and at their field.</summary>
/// <param name="Path">Address of the tenant's page, without a slash at its end.</param>
/// <param name="Phone">The number at which people reach the organisation.</param>
/// <param name="IsSandbox">Whether nobody reads what is sent: the organisation is there for trying things.</param>
internal sealed record DoorHtml(PageText Text, string Organisation, string Path, string? Phone, bool IsSandbox = false)
{
    // Letters of every language stand as they are; what means something in HTML does not.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string[] Relations = ["self", "family", "friend", "professional", "other"];
    private static readonly string[] Ways = ["call", "text", "email"];

    /// <summary>The form, with what was typed and what is wrong with it.</summary>
    /// <param name="token">The form's number, sealed for this browser.</param>
    /// <param name="typed">What was typed, by field.</param>
    /// <param name="problems">Fields with a problem; <c>form</c>, <c>busy</c> and <c>door</c> belong to no field.</param>
    public string Form(string token, IReadOnlyDictionary<string, string> typed, IReadOnlyCollection<string> problems) => Page(
        "title",
        $"""
        <p>{T("intro")}</p><p>{T("private")}</p>
        {Problems(problems)}
        <form id="form" method="post" action="{E(Path)}?lang={Text.Language}" autocomplete="on">
        <input type="hidden" name="token" value="{E(token)}">
        {Choice("relation", "who", Relations, "for", typed)}
        <fieldset><legend>{T("person")}</legend>
        {Input("given", "given-name", typed, problems)}
        {Input("family", "family-name", typed, problems)}
        {Input("birthDate", "bday", typed, problems, "date")}
        </fieldset>
        {Input("asker", "name", typed, problems)}
        {Choice("answerBy", "answer", Ways, "by", typed)}
        {Input("to", "on", typed, problems, hint: "toHint")}
        <label for="reason">{T("reason")}</label>
        <textarea id="reason" name="reason" rows="4" maxlength="4000"{Wrong("reason", problems)}>{E(typed.GetValueOrDefault("reason"))}</textarea>
        <div class="trap" aria-hidden="true"><label for="trap">{T("trap")}</label><input id="trap" name="trap" tabindex="-1" autocomplete="off"></div>
        <button type="submit">{T("send")}</button>
        </form>
        <p><a href="{E(Path)}/outcome?lang={Text.Language}">{T("toOutcome")}</a></p>
        """);

    /// <summary>What is said when the request has arrived.</summary>
    public string Received(string reference, string secret, string callBackBy) => Page(
        "receivedTitle",
        $"""
        <p role="status">{E(Text.Of("received", callBackBy))}</p><p>{T("keep")}</p>
        <dl><dt>{T("reference")}</dt><dd class="code">{E(reference)}</dd><dt>{T("secret")}</dt><dd class="code">{E(secret)}</dd></dl>
        <p>{T("keepSecret")}</p>
        <p><a href="{E(Path)}/outcome?lang={Text.Language}">{T("outcomeTitle")}</a></p>
        """);

    /// <summary>The page that asks for the two codes.</summary>
    public string Lookup(IReadOnlyCollection<string> problems) => Page(
        "outcomeTitle",
        $"""
        <p>{T("outcomeIntro")}</p>
        {Problems(problems)}
        <form id="form" method="post" action="{E(Path)}/outcome?lang={Text.Language}" autocomplete="off">
        <label for="codes">{T("reference")}</label><input id="codes" name="reference" maxlength="40" required>
        <label for="secret">{T("secret")}</label><input id="secret" name="secret" maxlength="60" required>
        <button type="submit">{T("look")}</button>
        </form>
        """);

    /// <summary>How a request stands.</summary>
    /// <param name="time">The time that belongs to the stage, in words.</param>
    public string Outcome(PublicOutcome outcome, string time) => Page(
        "outcomeTitle",
        $"""
        <p class="code">{E(outcome.Reference)}</p>
        <p role="status">{E(Text.Of($"stage.{char.ToLowerInvariant(outcome.Stage.ToString()[0])}{outcome.Stage.ToString()[1..]}", time))}</p>
        <p><a href="{E(Path)}?lang={Text.Language}">{T("askAgain")}</a></p>
        """);

    /// <summary>What is said where there is nothing.</summary>
    public string NotFound() => Page("notFoundTitle", $"<p>{T("notFound")}</p>");

    private string Page(string title, string body) =>
        $"""
        <!doctype html>
        <html lang="{Text.Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noarchive"><title>{T(title)}</title><link rel="stylesheet" href="/front-door/door.css"></head><body>
        <a class="skip" href="#form">{T("skip")}</a>
        <header><p><strong>{E(Organisation)}</strong> · <a hreflang="{T("otherLanguage")}" lang="{T("otherLanguage")}" href="?lang={T("otherLanguage")}">{T("otherLanguageName")}</a></p></header>
        {(IsSandbox ? $"<p class=\"sandbox\" role=\"note\">{T("sandbox")}</p>" : "")}
        <main><h1>{T(title)}</h1>
        <section class="emergency" aria-labelledby="emergency"><h2 id="emergency">{T("emergencyTitle")}</h2><p>{T("emergency")}</p></section>
        {(Phone is null ? "" : $"<p>{E(Text.Of("phone", Phone))}</p>")}
        {body}
        </main></body></html>
        """;

    private string Problems(IReadOnlyCollection<string> problems)
    {
        if (problems.Count == 0)
        {
            return "";
        }

        var list = new StringBuilder($"""<div class="problems" role="alert" tabindex="-1"><p>{T("problems")}</p><ul>""");
        foreach (var problem in problems)
        {
            var link = problem is "form" or "busy" or "door" ? "form" : problem;
            list.Append(null, $"""<li id="{problem}-problem"><a href="#{link}">{T($"error.{problem}")}</a></li>""");
        }

        return list.Append("</ul></div>").ToString();
    }

    private string Choice(string name, string legend, string[] options, string prefix, IReadOnlyDictionary<string, string> typed)
    {
        var chosen = typed.GetValueOrDefault(name) is { } given && options.Contains(given) ? given : options[0];
        var list = new StringBuilder($"""<fieldset class="choice"><legend>{T(legend)}</legend>""");
        foreach (var option in options)
        {
            var label = T($"{prefix}{char.ToUpperInvariant(option[0])}{option[1..]}");
            list.Append(null, $"""
                <div><input type="radio" id="{name}-{option}" name="{name}" value="{option}"{(option == chosen ? " checked" : "")}><label for="{name}-{option}">{label}</label></div>
                """);
        }

        return list.Append("</fieldset>").ToString();
    }

    private string Input(
        string name, string autocomplete, IReadOnlyDictionary<string, string> typed, IReadOnlyCollection<string> problems,
        string type = "text", string? hint = null) =>
        $"""
        <label for="{name}">{T(name)}</label>{(hint is null ? "" : $"<span id=\"{name}-hint\">{T(hint)}</span>")}
        <input id="{name}" name="{name}" type="{type}" maxlength="200" autocomplete="{autocomplete}" value="{E(typed.GetValueOrDefault(name))}"{Wrong(name, problems, hint)}>
        """;

    private static string Wrong(string name, IReadOnlyCollection<string> problems, string? hint = null)
    {
        var told = string.Join(' ', new[] { hint is null ? null : $"{name}-hint", problems.Contains(name) ? $"{name}-problem" : null }.OfType<string>());
        return $"{(problems.Contains(name) ? " aria-invalid=\"true\"" : "")}{(told.Length == 0 ? "" : $" aria-describedby=\"{told}\"")}";
    }

    private string T(string key) => E(Text.Of(key));

    private static string E(string? text) => Encoder.Encode(text ?? "");
}
