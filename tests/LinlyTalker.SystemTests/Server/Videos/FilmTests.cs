using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using LinlyTalker.Media.Ffmpeg;
using LinlyTalker.SystemTests.Cli;

namespace LinlyTalker.SystemTests.Server.Videos;

/// <summary>The built program as a server whose films are ordered, killed, and made again.</summary>
public sealed class FilmTests : IDisposable
{
    private const int Patience = 300_000;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("linly-films-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_sentence_becomes_a_film_that_plays_and_says_that_it_is_synthetic()
    {
        using var program = await StartAsync();
        using var client = new HttpClient { BaseAddress = program.Address };
        var id = await OrderAsync(client, new { input = "Good morning, this is a film.", size = "256x256" });
        var film = await UntilAsync(client, id, f => f.GetProperty("status").GetString() is "completed" or "failed");
        Assert.Equal("completed", film.GetProperty("status").GetString());
        Assert.Equal("Good morning, this is a film.", film.GetProperty("text").GetString());
        Assert.Empty(film.GetProperty("lacks").EnumerateArray());
        var info = await DownloadAsync(client, id);
        Assert.InRange(info.Duration!.Value.TotalSeconds, 2, 6);
        Assert.Equal(info.Duration.Value.TotalSeconds, double.Parse(film.GetProperty("seconds").GetString()!, null), 0.1);
        Assert.Equal(("h264", 256, 256), (info.Picture!.Codec, info.Picture.Width, info.Picture.Height));
        Assert.Equal("aac", info.Sound!.Codec);
        Assert.Contains("AI-generated", info.Tags["comment"], StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_server_that_is_killed_in_the_middle_makes_the_film_when_it_starts_again()
    {
        string id;
        using (var first = await StartAsync())
        {
            using var client = new HttpClient { BaseAddress = first.Address };
            id = await OrderAsync(client, new { input = string.Concat(Enumerable.Repeat("One sentence follows another here. ", 30)), size = "256x256" });
            await UntilAsync(client, id, f => f.GetProperty("progress").GetInt32() > 0);
            first.Process.Kill(); // As kill -9 does.
            await first.Process.WaitForExitAsync(Token);
        }

        using var second = await StartAsync();
        using var again = new HttpClient { BaseAddress = second.Address };
        var film = await UntilAsync(again, id, f => f.GetProperty("status").GetString() is "completed" or "failed");
        Assert.Equal("completed", film.GetProperty("status").GetString());
        Assert.True((await DownloadAsync(again, id)).Duration > TimeSpan.FromSeconds(20));
        Assert.Single(Directory.EnumerateFiles(Path.Combine(folder.FullName, "linly-talker", "videos"), "*.mp4"));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<string> OrderAsync(HttpClient client, object order)
    {
        using var answer = await client.PostAsJsonAsync("/v1/videos", order, Token);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement> UntilAsync(HttpClient client, string id, Func<JsonElement, bool> isSo)
    {
        while (true)
        {
            var film = await client.GetFromJsonAsync<JsonElement>($"/v1/videos/{id}", Token);
            if (isSo(film))
            {
                return film;
            }

            await Task.Delay(100, Token);
        }
    }

    private async Task<MediaInfo> DownloadAsync(HttpClient client, string id)
    {
        var path = Path.Combine(folder.FullName, "film.mp4");
        await File.WriteAllBytesAsync(path, await client.GetByteArrayAsync($"/v1/videos/{id}/content", Token), Token);
        return await MediaInfo.ReadAsync(path, Token);
    }

    /// <summary>With a data home of its own; models stay where they are.</summary>
    private async Task<Served> StartAsync()
    {
        var start = LinlyProgram.Start(["serve", "--port", "0", "--profile", "embedded"], folder.FullName);
        if (Environment.GetEnvironmentVariable("LINLY_HOME") is { Length: > 0 } || !OperatingSystem.IsLinux())
        {
            Assert.Skip("the data home cannot be set apart from the models here");
        }

        start.Environment["XDG_DATA_HOME"] = folder.FullName;
        var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Token);
        while (await process.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            const string Beginning = "Listening at ";
            if (line.StartsWith(Beginning, StringComparison.Ordinal))
            {
                return new Served(process, new Uri(line[Beginning.Length..]));
            }
        }

        TestModels.SkipWhereMissing(await error);
        throw new InvalidOperationException(await error);
    }

    private sealed record Served(Process Process, Uri Address) : IDisposable
    {
        public void Dispose()
        {
            Process.Kill(entireProcessTree: true);
            Process.WaitForExit();
            Process.Dispose();
        }
    }
}
