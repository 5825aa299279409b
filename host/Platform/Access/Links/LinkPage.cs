using System.Text;
using System.Text.Encodings.Web;

namespace CarePlatform.Platform;

/// <summary>The pages behind one-time links: plain forms that work without a script, on any phone.</summary>
internal static class LinkPage
{
    private const string Style = """
        body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem;color:#1c2733}
        label{display:block;margin:1rem 0 .25rem}input,select,textarea{font:inherit;width:100%;padding:.5rem;box-sizing:border-box}
        .sandbox{background:#fff3c4;border:.2rem dashed #7a5b00;color:#3a2b00;padding:.5rem 1rem}input[type=checkbox]{width:auto}button{font:inherit;margin-top:1.5rem;padding:.6rem 1.4rem}.problem{color:#a3150f}
        """;

    /// <summary>Before the link is opened: nothing is told, and nothing happens.</summary>
    public static string Unopened() => Page("An answer is asked of you", """
        <p>This link opens once. Go on when you are ready to answer.</p>
        <form method="post"><button>Go on</button></form>
        """);

    /// <summary>A message and nothing to do.</summary>
    /// <param name="tenant">Whose link it is; null when that is not known.</param>
    public static string Message(string title, string text, Tenant? tenant = null) => Page(title, $"{Sandbox(tenant)}<p>{Plain(text)}</p>");

    /// <summary>What is asked, by its reference, with what the organisation lets be shown.</summary>
    public static string Form(
        Tenant tenant, UseCase useCase, string subject, IReadOnlyList<LinkField> fields, string action, string session, IReadOnlyList<string> problems,
        IReadOnlyList<LinkFact>? facts = null)
    {
        var body = new StringBuilder($"{Sandbox(tenant)}<p>{Plain(tenant.Name)} asks you about what it sent under the reference {Plain(subject)}:</p>");
        if (facts is { Count: > 0 })
        {
            body.Append("<dl>").AppendJoin("", facts.Select(f => $"<dt>{Plain(f.Label)}</dt><dd>{Plain(f.Text)}</dd>")).Append("</dl>");
        }

        foreach (var problem in problems)
        {
            body.Append($"<p class=\"problem\" role=\"alert\">{Plain(problem)}</p>");
        }

        body.Append($"<form method=\"post\" action=\"{Plain(action)}\"><input type=\"hidden\" name=\"session\" value=\"{Plain(session)}\">");
        foreach (var field in fields)
        {
            var label = field.Kind == "time" ? $"{field.Label} Time of {tenant.TimeZone.Id}." : field.Label;
            body.Append($"<label for=\"{Plain(field.Name)}\">{Plain(label)}</label>").Append(Control(field));
        }

        return Page(LinkForm.LinkOf(useCase).Title, body.Append("<button>Send</button></form>").ToString());
    }

    /// <summary>Thanks, and what can be done next, each once.</summary>
    public static string Answered(Tenant tenant, IReadOnlyList<(UseCase UseCase, IssuedLink Link)> next)
    {
        var body = new StringBuilder($"{Sandbox(tenant)}<p>{Plain(tenant.Name)} has your answer. You can close this page.</p>");
        if (next.Count > 0)
        {
            body.Append("<p>Keep these addresses for what comes next. Each opens once, and is shown here only:</p><ul>")
                .AppendJoin("", next.Select(n =>
                    $"<li><a href=\"{Plain(n.Link.Address)}\">{Plain(LinkForm.LinkOf(n.UseCase).Title)}</a> until {n.Link.ExpiresAt.UtcDateTime:yyyy-MM-dd}</li>"))
                .Append("</ul>");
        }

        return Page("Thank you", body.ToString());
    }

    private static string Sandbox(Tenant? tenant) => tenant is { Sandbox: true }
        ? "<p class=\"sandbox\" role=\"note\">This is a sandbox for trying the software: what you answer is about nobody.</p>"
        : "";

    private static string Control(LinkField field)
    {
        var name = $"id=\"{Plain(field.Name)}\" name=\"{Plain(field.Name)}\"{(field.Required ? " required" : "")}";
        return field.Kind switch
        {
            "number" => $"<input type=\"number\" step=\"any\" {name}>",
            "time" => $"<input type=\"datetime-local\" {name}>",
            "tick" => $"<input type=\"checkbox\" value=\"{LinkForm.Ticked}\" id=\"{Plain(field.Name)}\" name=\"{Plain(field.Name)}\">",
            "choice" => $"<select {name}>{string.Concat(field.Choices.Select(c => $"<option>{Plain(c)}</option>"))}</select>",
            _ => $"<textarea rows=\"3\" {name}></textarea>",
        };
    }

    private static string Page(string title, string body) => $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="robots" content="noindex"><title>{Plain(title)}</title><style>{Style}</style></head>
        <body><main><h1>{Plain(title)}</h1>{body}</main></body></html>
        """;

    private static string Plain(string text) => HtmlEncoder.Default.Encode(text);
}
