using System.Diagnostics;
using System.Net;
using LinlyTalker.Media.Ffmpeg;
using LinlyTalker.SystemTests.Media.Ffmpeg;

namespace LinlyTalker.SystemTests.Server.Uploads;

/// <summary>What was uploaded is opened and nothing else: files that name other files and addresses name them in vain.</summary>
public sealed class UploadedReferenceTests : IDisposable
{
    private const int Patience = 300_000;

    private readonly Canary canary = new();
    private readonly TestFolder folder = new();

    public UploadedReferenceTests() => FfmpegTool.Require();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        canary.Dispose();
    }

    [Fact(Timeout = Patience)]
    public async Task A_decoder_that_nobody_holds_back_touches_the_canaries()
    {
        var list = Lure.To(canary.File).First();
        await OpenAsync(list);
        Assert.True(canary.FileWasRead, "Either times of access are not kept here, or the lure is none.");
        canary.Rest();
        await OpenAsync(list.BehindTags());
        Assert.True(canary.FileWasRead);
        canary.Rest();
        await OpenAsync(Lure.To(Path.GetFileName(canary.File)).Single(l => l.Name == "concat.txt"));
        Assert.True(canary.FileWasRead);
        canary.Rest();
        await OpenAsync(Lure.Films(Film(), canary.File).Last(), "-enable_drefs", "1", "-use_absolute_path", "1");
        Assert.True(canary.FileWasRead);
        Assert.False(canary.AddressWasAsked);
        await OpenAsync(Lure.To(canary.Address).First());
        Assert.True(canary.AddressWasAsked);
    }

    [Theory(Timeout = Patience)]
    [InlineData("/v1/audio/transcriptions", "file")]
    [InlineData("/v1/avatars", "image")]
    [InlineData("/v1/knowledge", "file")]
    public async Task An_upload_that_names_others_is_refused_or_a_text_and_none_of_them_is_opened(string path, string field)
    {
        var film = Film();
        await using var server = await EmbeddedServer.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address };
        var failures = new List<string>();
        foreach (var lure in canary.References.SelectMany(r => Lure.To(r).SelectMany(l => (Lure[])[l, l.BehindTags()]).Concat(Lure.Films(film, r))))
        {
            var (status, text) = await UploadAsync(client, path, field, lure);
            if (canary.FileWasRead || canary.AddressWasAsked)
            {
                failures.Add($"{lure} was followed");
                canary.Rest();
            }

            // A document may be any text, and a film has a sound of its own.
            var mayPass = path == "/v1/knowledge" || lure.Name == Lure.FilmName;
            if (status >= HttpStatusCode.InternalServerError || (status < HttpStatusCode.BadRequest && !mayPass))
            {
                failures.Add($"{lure}: {status} {text}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health", Token)).StatusCode);
    }

    private byte[] Film()
    {
        FfmpegTool.Run("-f", "lavfi", "-i", "sine=d=1", "-c:a", "aac", folder["film.mp4"]);
        return File.ReadAllBytes(folder["film.mp4"]);
    }

    private static async Task<(HttpStatusCode Status, string Text)> UploadAsync(HttpClient client, string path, string field, Lure lure)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("whisper-1"), "model" },
            { new StringContent("A face"), "name" },
            { new StringContent("true"), "consent" },
            { new ByteArrayContent(lure.Bytes), field, lure.Name },
        };
        using var answer = await client.PostAsync(path, form, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        if (answer.Headers.Location is { } made)
        {
            (await client.DeleteAsync(made, Token)).Dispose(); // So many documents are kept, and no more.
        }

        return (answer.StatusCode, text);
    }

    /// <summary>By ffmpeg, with every protocol and container that it has.</summary>
    private async Task OpenAsync(Lure lure, params string[] options)
    {
        var path = canary.File + ".lure";
        await File.WriteAllBytesAsync(path, lure.Bytes, Token);
        try
        {
            using var ffmpeg = Process.Start(new ProcessStartInfo(
                FfmpegPrograms.Ffmpeg, ["-v", "quiet", "-nostdin", "-protocol_whitelist", "file,http,tcp", .. options, "-i", path, "-f", "null", "-"]))!;
            await ffmpeg.WaitForExitAsync(Token);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
