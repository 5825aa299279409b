using System.Net;
using System.Text.Json;
using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class FrontDoorPagesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_asks_becomes_an_inquiry_in_the_queue_and_finds_it_again_by_two_codes()
    {
        var desk = await IntakeDesk.Open();
        using var visitor = new PublicVisitor(desk.Tenant);
        var (reference, secret) = await visitor.Ask();
        var inquiry = await Only(desk);
        Assert.Equal(("SELF", "I cannot sleep"), (inquiry.GetProperty("door").GetString(), inquiry.GetProperty("reason").GetString()));
        Assert.Equal(JsonValueKind.Null, inquiry.GetProperty("owner").ValueKind);
        Assert.Equal("front-door", inquiry.GetProperty("team").GetProperty("key").GetString());
        Assert.Equal(reference, inquiry.GetProperty("publicRequests")[0].GetProperty("reference").GetString());

        var (status, html) = await visitor.Look(reference.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), secret);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Your request has arrived. We call you by", html, StringComparison.Ordinal);
        Assert.DoesNotContain("sleep", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Maria", html, StringComparison.Ordinal);
        var kept = (await desk.Rows("select secret_hash || form_hash || reference from intake.public_requests where tenant_id = $1"))[0][0];
        Assert.DoesNotContain(secret.Replace("-", "", StringComparison.Ordinal), ((string)kept).ToUpperInvariant(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_appointment_is_told_only_once_staff_have_made_sure_who_asked()
    {
        var desk = await IntakeDesk.Open();
        using var visitor = new PublicVisitor(desk.Tenant);
        var (reference, secret) = await visitor.Ask();
        var inquiry = await Only(desk);
        var id = inquiry.GetProperty("id").GetString();
        await desk.Do(
            "bookAppointment",
            new { client = inquiry.GetProperty("client").GetProperty("id").GetString(), with = await desk.User("clinician"), start = "2099-03-02T14:30:00Z", minutes = 60 },
            "appointment { id }");
        await desk.Do("takeInquiry", new { inquiry = id }, "inquiry { id }");
        Assert.Contains("Somebody is working on your request", (await visitor.Look(reference, secret)).Html, StringComparison.Ordinal);
        await desk.Do("shareOutcome", new { inquiry = id }, "inquiry { id }");
        Assert.Contains("appointment on Monday, March 2, 9:30 AM", (await visitor.Look(reference, secret)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_in_the_name_of_somebody_known_learns_nothing_of_what_was_before()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1990-05-23", "617-555-0101");
        var inquiry = await desk.Receive(client);
        await desk.Do("triageInquiry", new { inquiry, answers = TriageInquiryTests.Answers() }, "inquiry { id }");
        await desk.Do("recordContactAttempt", new { inquiry, channel = "PHONE", result = "NO_ANSWER" }, "inquiry { id }");
        using var visitor = new PublicVisitor(desk.Tenant);
        var (reference, secret) = await visitor.Ask(("birthDate", "1990-05-23"));
        Assert.Equal(inquiry, (await Only(desk)).GetProperty("id").GetString());
        Assert.Contains("Your request has arrived. We call you by", (await visitor.Look(reference, secret)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_says_what_to_do_instead_and_that_somebody_is_in_care_is_told_to_nobody_else()
    {
        var desk = await IntakeDesk.Open();
        using var visitor = new PublicVisitor(desk.Tenant);
        var (reference, secret) = await visitor.Ask();
        var id = (await Only(desk)).GetProperty("id").GetString();
        await desk.Do("recordContactAttempt", new { inquiry = id, channel = "PHONE", result = "NO_ANSWER" }, "inquiry { id }");
        Assert.Contains("We tried to reach you on", (await visitor.Look(reference, secret)).Html, StringComparison.Ordinal);
        await desk.Do("resolveInquiry", new { inquiry = id, resolution = "IN_CARE" }, "inquiry { id }");
        var closed = (await visitor.Look(reference, secret)).Html;
        Assert.Contains("Your request is closed. If you need help", closed, StringComparison.Ordinal);
        await desk.Do("shareOutcome", new { inquiry = id }, "inquiry { id }");
        Assert.Contains("you are in care with us", (await visitor.Look(reference, secret)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_request_and_shows_the_same_codes()
    {
        var desk = await IntakeDesk.Open();
        using var visitor = new PublicVisitor(desk.Tenant);
        var token = await visitor.Token();
        var sent = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => visitor.Send(visitor.Path, [("token", token), .. PublicVisitor.Maria])));
        Assert.All(sent, s => Assert.Equal(HttpStatusCode.OK, s.Status));
        Assert.Single(sent.Select(s => s.Html).Distinct());
        await Only(desk);
        Assert.Single(await desk.Rows("select 1 from intake.public_requests where tenant_id = $1"));
    }

    [Fact]
    public async Task No_other_page_can_send_the_form_and_a_program_that_fills_the_trap_is_told()
    {
        var desk = await IntakeDesk.Open();
        using var visitor = new PublicVisitor(desk.Tenant);
        using var another = new PublicVisitor(desk.Tenant);
        var (forged, html) = await visitor.Send(visitor.Path, [("token", await another.Token()), .. PublicVisitor.Maria]);
        Assert.Equal(HttpStatusCode.BadRequest, forged);
        Assert.Contains("please send it again", html, StringComparison.Ordinal);
        Assert.Contains("value=\"Reyes\"", html, StringComparison.Ordinal);
        var (trapped, _) = await visitor.Send(visitor.Path, [("token", await visitor.Token()), .. PublicVisitor.Maria, ("trap", "https://spam.example")]);
        Assert.Equal(HttpStatusCode.BadRequest, trapped);
        Assert.Empty(await desk.Rows("select 1 from intake.inquiries where tenant_id = $1"));
    }

    [Fact]
    public async Task Problems_are_told_at_their_field_and_nothing_typed_is_lost_or_run()
    {
        var desk = await IntakeDesk.Open();
        using var visitor = new PublicVisitor(desk.Tenant);
        var (status, html) = await visitor.Send(
            visitor.Path, [("token", await visitor.Token()), ("family", "<script>alert(1)</script>"), ("answerBy", "email"), ("to", "nowhere")]);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("href=\"#to\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\" aria-describedby=\"to-hint to-problem\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        var (nameless, again) = await visitor.Send(visitor.Path, [("token", await visitor.Token()), ("answerBy", "email"), ("to", "a@b.org")]);
        Assert.Equal(HttpStatusCode.BadRequest, nameless);
        Assert.Contains("href=\"#given\"", again, StringComparison.Ordinal);
        var (unborn, _) = await visitor.Send(visitor.Path, [("token", await visitor.Token()), .. PublicVisitor.Maria, ("birthDate", "2999-01-01")]);
        Assert.Equal(HttpStatusCode.BadRequest, unborn);
    }

    [Fact]
    public async Task What_is_too_long_or_no_form_is_not_read()
    {
        var desk = await IntakeDesk.Open();
        using var visitor = new PublicVisitor(desk.Tenant);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await visitor.Send(visitor.Path, [("reason", new string('x', 40_000))])).Status);
        using var json = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var refused = await desk.Tenant.Host.Client.PostAsync(new Uri(visitor.Path, UriKind.Relative), json, Ct);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
    }

    [Fact]
    public async Task Whoever_sends_many_forms_is_slowed_down_for_that_organisation_only()
    {
        var desk = await IntakeDesk.Open();
        using var visitor = new PublicVisitor(desk.Tenant);
        var most = new PublicOptions().FormsPerMinute;
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i <= most; i++)
        {
            answers.Add((await visitor.Look("0000-0000", "wrong")).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        var other = await IntakeDesk.Open();
        using var elsewhere = new PublicVisitor(other.Tenant);
        await elsewhere.Ask();
    }

    [Fact]
    public async Task Codes_open_nothing_at_another_organisation_and_where_the_page_is_off_there_is_none()
    {
        var desk = await IntakeDesk.Open();
        using var visitor = new PublicVisitor(desk.Tenant);
        var (reference, secret) = await visitor.Ask();
        var other = await IntakeDesk.Open();
        using var elsewhere = new PublicVisitor(other.Tenant);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Look(reference, secret)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Look(reference, secret[..^1] + (secret[^1] == '0' ? '1' : '0'))).Status);
        await other.Tenant.Do("admin", "switchFeature", new { feature = "intake.public-door", on = false }, "featureChange { turnsOff }");
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Get(elsewhere.Path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Get("/front-door/nobody-has-this-name")).StatusCode);
    }

    [Fact]
    public async Task The_page_speaks_the_visitors_language_runs_no_script_and_is_kept_by_nobody()
    {
        var desk = await IntakeDesk.Open();
        using var visitor = new PublicVisitor(desk.Tenant);
        using var response = await visitor.Get(visitor.Path + "?lang=es");
        var html = await response.Content.ReadAsStringAsync(Ct);
        Assert.Contains("<html lang=\"es\">", html, StringComparison.Ordinal);
        Assert.Contains("¿Está en peligro ahora?", html, StringComparison.Ordinal);
        Assert.Contains("988", html, StringComparison.Ordinal);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var labelled = System.Text.RegularExpressions.Regex.Matches(html, "<(?:input|textarea) id=\"([^\"]+)\"").Select(m => m.Groups[1].Value);
        Assert.All(labelled, id => Assert.Contains($"<label for=\"{id}\"", html, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/front-door/door.css")).StatusCode);
    }

    [Fact]
    public void Every_language_says_everything() =>
        Assert.All(PageText.Languages, l => Assert.Equal(PageText.For("en").Keys.Order(), PageText.For(l).Keys.Order()));

    private static async Task<JsonElement> Only(IntakeDesk desk)
    {
        var inquiries = (await desk.Ask(
            "query { inquiries { nodes { id door reason owner { id } team { key } client { id } publicRequests { reference } } } }")).GetProperty("inquiries").GetProperty("nodes");
        return Assert.Single(inquiries.EnumerateArray().ToList());
    }
}
