using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;

namespace LinlyTalker.Tests.Server.Avatars;

public class AvatarEndpointsTests
{
    private const int Patience = 30_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task An_avatar_is_made_listed_shown_and_deleted()
    {
        await using var served = await StartAsync();
        using var made = await served.Client.PostAsync("/v1/avatars", Form("Me", "true", "photo"u8.ToArray()), Token);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var avatar = await JsonOf(made);
        var id = avatar.GetProperty("id").GetString()!;
        Assert.Equal($"/v1/avatars/{id}", made.Headers.Location!.ToString());
        Assert.Equal("Me", avatar.GetProperty("name").GetString());
        Assert.True(avatar.GetProperty("owned").GetBoolean());
        Assert.True(avatar.GetProperty("consent_given").GetInt64() > 1_700_000_000);
        Assert.Equal("The mouth is open.", avatar.GetProperty("findings")[0].GetString());

        Assert.Equal(["hopper", id], await IdsAsync(served));
        Assert.Equal(id, (await JsonOf(await served.Client.GetAsync($"/v1/avatars/{id}", Token))).GetProperty("id").GetString());
        using var image = await served.Client.GetAsync($"/v1/avatars/{id}/image", Token);
        Assert.Equal(("image/jpeg", "photo"), (image.Content.Headers.ContentType!.MediaType, await image.Content.ReadAsStringAsync(Token)));
        Assert.True(image.Headers.CacheControl!.NoStore && image.Headers.CacheControl.Private);
        Assert.Equal("package", await served.Client.GetStringAsync($"/v1/avatars/{id}/package", Token));

        Assert.True((await JsonOf(await served.Client.DeleteAsync($"/v1/avatars/{id}", Token))).GetProperty("deleted").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await served.Client.GetAsync($"/v1/avatars/{id}", Token)).StatusCode);
        Assert.Equal(["hopper"], await IdsAsync(served));
    }

    [Theory(Timeout = Patience)]
    [InlineData("")]
    [InlineData("false")]
    [InlineData("yes please")]
    public async Task Without_consent_no_face_is_animated(string consent)
    {
        await using var served = await StartAsync();
        await RefusedAsync(served, Form("Me", consent, "photo"u8.ToArray()), HttpStatusCode.BadRequest, "consent_required");
        Assert.Equal(["hopper"], await IdsAsync(served));
    }

    [Fact(Timeout = Patience)]
    public async Task What_cannot_be_used_is_refused_in_a_sentence()
    {
        await using var served = await StartAsync();
        await RefusedAsync(served, Form("Me", "true", "nobody"u8.ToArray()), HttpStatusCode.BadRequest, "invalid_input");
        await RefusedAsync(served, Form("Me", "true", []), HttpStatusCode.BadRequest, "invalid_value");
        await RefusedAsync(served, Form("Me", "true", null), HttpStatusCode.BadRequest, "invalid_value");
        await RefusedAsync(served, new StringContent("{}", Encoding.UTF8, "application/json"), HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        var twice = Form("Me", "true", "photo"u8.ToArray());
        twice.Add(new ByteArrayContent("photo"u8.ToArray()), "image", "other.jpg");
        await RefusedAsync(served, twice, HttpStatusCode.BadRequest, "invalid_value");
        var broken = new ByteArrayContent("--x\r\nContent-Disposition: form-data; name=\"consent\"\r\n\r\ntrue\r\n--x\r\nContent-Disp"u8.ToArray());
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        await RefusedAsync(served, broken, HttpStatusCode.BadRequest, "invalid_form");
    }

    [Fact(Timeout = Patience)]
    public async Task An_upload_beyond_the_limit_is_refused()
    {
        var options = new ServerOptions { Port = 0, Drain = TimeSpan.FromSeconds(1) };
        options = options with { Limits = options.Limits with { Upload = 100_000 } };
        await using var served = await ServedTest.StartAsync(new ServerParts { Engines = new FakeEngines(), Avatars = new FakeAvatars() }, options);
        await RefusedAsync(served, Form("Me", "true", new byte[200_000]), HttpStatusCode.RequestEntityTooLarge, "bad_request");
    }

    /// <summary>The sender goes away in the middle; the others never notice.</summary>
    [Fact(Timeout = Patience)]
    public async Task A_truncated_upload_makes_nothing()
    {
        await using var served = await StartAsync();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(served.Address.Host, served.Address.Port, Token);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /v1/avatars HTTP/1.1\r\nHost: {served.Address.Authority}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n\r\nhalf a photo"), Token);
        }

        Assert.Equal(["hopper"], await IdsAsync(served));
    }

    [Theory(Timeout = Patience)]
    [InlineData("../hopper")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("%00")]
    [InlineData("hopper%00.jpg")]
    [InlineData("a:b|c*?")]
    public async Task No_id_leads_anywhere(string id)
    {
        await using var served = await StartAsync();
        foreach (var address in (string[])[$"/v1/avatars/{id}", $"/v1/avatars/{id}/image", $"/v1/avatars/{id}/package"])
        {
            using var answer = await served.Client.GetAsync(address, Token);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{address}: {answer.StatusCode}");
        }

        using var deleted = await served.Client.DeleteAsync($"/v1/avatars/{id}", Token);
        Assert.True((int)deleted.StatusCode is >= 400 and < 500, $"{deleted.StatusCode}");
        using var huge = await served.Client.GetAsync($"/v1/avatars/{new string('a', 10_000)}", Token);
        Assert.True((int)huge.StatusCode is >= 400 and < 500, $"{huge.StatusCode}");
        Assert.Equal(["hopper"], await IdsAsync(served));
    }

    [Fact(Timeout = Patience)]
    public async Task A_face_of_the_program_cannot_be_deleted()
    {
        await using var served = await StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await served.Client.DeleteAsync("/v1/avatars/hopper", Token)).StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task Without_a_face_organ_the_addresses_say_so()
    {
        await using var served = await ServedTest.StartAsync();
        Assert.Equal(HttpStatusCode.NotImplemented, (await served.Client.GetAsync("/v1/avatars", Token)).StatusCode);
    }

    private static Task<ServedTest> StartAsync() =>
        ServedTest.StartAsync(new ServerParts { Engines = new FakeEngines(), Avatars = new FakeAvatars() });

    private static MultipartFormDataContent Form(string name, string consent, byte[]? photo)
    {
        var form = new MultipartFormDataContent { { new StringContent(name), "name" }, { new StringContent(consent), "consent" } };
        if (photo is not null)
        {
            form.Add(new ByteArrayContent(photo), "image", "../../me.jpg");
        }

        return form;
    }

    private static async Task RefusedAsync(ServedTest served, HttpContent body, HttpStatusCode status, string code)
    {
        using var answer = await served.Client.PostAsync("/v1/avatars", body, Token);
        Assert.Equal(status, answer.StatusCode);
        var error = (await JsonOf(answer)).GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    private static async Task<string[]> IdsAsync(ServedTest served) =>
        [.. (await JsonOf(await served.Client.GetAsync("/v1/avatars", Token))).GetProperty("data").EnumerateArray().Select(a => a.GetProperty("id").GetString()!)];

    private static async Task<JsonElement> JsonOf(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement.Clone();
}
