using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;
using LinlyTalker.Core.Signal.Wav;
using LinlyTalker.Media.Sound;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Security;
using LinlyTalker.Tests.Core.Conversations;
using LinlyTalker.Tests.Server.Avatars;
using LinlyTalker.Tests.Server.Realtime;
using LinlyTalker.Tests.Server.Security;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Tests.Server;

/// <summary>Nothing that people typed, said, were answered, named or opened with is in a log, not even when organs fail with it on their lips.</summary>
public class LogPrivacyTests
{
    private const int Patience = 60_000;

    private const string Typed = "zebratyped";
    private const string Spoken = "zebraspoken";
    private const string Answered = "zebraanswered";
    private const string Settled = "zebrasettled";
    private const string FileName = "zebrafile";
    private const string Sought = "zebrasought";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Patience)]
    [InlineData("")]
    [InlineData("brain")]
    [InlineData("midway")]
    [InlineData("voice")]
    [InlineData("ears")]
    public async Task Nothing_of_anybody_is_in_the_log(string failing)
    {
        using var log = new CapturedLog();
        var keys = new FakeKeys();
        var key = keys.Add("anna").Secret;
        var avatars = new FakeAvatars();
        var parts = new ServerParts
        {
            Engines = new FakeEngines { Brain = Brain(failing), Voice = Voice(failing), Ears = () => Ears(failing) },
            Codec = new AudioCodec(),
            Avatars = avatars,
            Keys = keys,
            Erasables = [new Stuck()],
            Log = log,
        };
        var tokens = new List<string>();
        await using (var served = await ServedTest.StartAsync(parts, new ServerOptions
        {
            Port = 0, Drain = TimeSpan.FromSeconds(1), LogFrom = LogLevel.Debug, Access = new AccessOptions { RequireKey = true },
        }))
        {
            served.Client.DefaultRequestHeaders.Authorization = new("Bearer", key);
            await AskAsync(served);
            await TalkAsync(served, tokens);
        }

        Assert.Contains(log.Lines, line => line.Contains("Erasing notes failed", StringComparison.Ordinal)); // It does log.
        foreach (var secret in (string[])[Typed, Spoken, Answered, Settled, FileName, Sought, "zebra", key, key[^20..], .. tokens, .. tokens.Select(t => t[3..])])
        {
            Assert.DoesNotContain(log.Lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static async Task AskAsync(ServedTest served)
    {
        await PostAsync(served, "/v1/chat/completions", $$"""{"messages": [{"role": "system", "content": "{{Settled}}"}, {"role": "user", "content": "{{Typed}}"}]}""");
        await PostAsync(served, "/v1/chat/completions", $$"""{"stream": true, "user": "{{Typed}}", "messages": [{"role": "user", "content": "{{Typed}}"}]}""");
        await PostAsync(served, "/v1/chat/completions", $$"""{"messages": [{"role": "{{Typed}}", "content": "{{Typed}}"} {{Typed}}""");
        await PostAsync(served, "/v1/audio/speech", $$"""{"input": "{{Typed}} two.", "response_format": "pcm"}""");
        await PostAsync(served, "/v1/audio/speech", $$"""{"input": "{{Typed}} two.", "stream_format": "sse", "voice": "{{Typed}}"}""");
        await PostAsync(served, "/v1/audio/speech", $$"""{"model": "{{Typed}}", "input": "{{Typed}}"}""");
        await UploadAsync(served, "/v1/audio/transcriptions", Wav(), ("prompt", Typed));
        await UploadAsync(served, "/v1/audio/transcriptions", Encoding.UTF8.GetBytes(Typed), ("prompt", Typed));
        await UploadAsync(served, "/v1/avatars", [1, 2], ("name", Typed), ("consent", "true"));
        await UploadAsync(served, "/v1/avatars", "nobody"u8.ToArray(), ("name", Typed), ("consent", "true"));
        using var none = await served.Client.GetAsync($"/v1/{Sought}?q={Sought}", Token);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        using var erased = await served.Client.DeleteAsync("/v1/me/data", Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, erased.StatusCode);
    }

    private static async Task TalkAsync(ServedTest served, List<string> tokens)
    {
        var minted = await PostAsync(served, "/v1/realtime/client_secrets", $$"""{"session": {"model": "ada", "instructions": "{{Settled}}" } }""");
        var token = (string)JsonNode.Parse(minted)!["value"]!;
        tokens.Add(token);
        await using (var client = await WireClient.ConnectAsync(served.Address, token: token))
        {
            await client.SendAsync($$"""{"type": "{{Typed}}"}""");
            await client.WaitAsync("error");
            await client.SendAsync("{ " + Typed);
            await client.SendAsync($$"""{"type": "session.update", "session": {"voice": "{{Typed}}", "instructions": "{{Settled}}" } }""");
            await client.AskAsync(Typed);
            await client.RespondAsync();
            await client.WaitAsync("response.done");
            await client.SpeakAsync();
            await client.SendAsync("""{"type": "input_audio_buffer.commit"}""");
            await client.SendAsync($$"""{"type": "conversation.item.retrieve", "item_id": "{{Typed}}"}""");
            await client.WaitAsync("error", e => (string?)e["error"]!["code"] == "item_not_found" || e.ToJsonString().Contains("item", StringComparison.Ordinal));
        }

        // Replayed, and not what opens.
        foreach (var wrong in new[] { token, "ek_" + Sought })
        {
            await Assert.ThrowsAnyAsync<Exception>(() => WireClient.ConnectAsync(served.Address, token: wrong));
        }
    }

    private static async Task<string> PostAsync(ServedTest served, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await SendAsync(served, path, content);
    }

    private static async Task UploadAsync(ServedTest served, string path, byte[] file, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), path.EndsWith("avatars", StringComparison.Ordinal) ? "image" : "file", FileName + ".wav" } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        await SendAsync(served, path, form);
    }

    /// <returns>What was answered, as far as it came.</returns>
    private static async Task<string> SendAsync(ServedTest served, string path, HttpContent content)
    {
        try
        {
            using var answer = await served.Client.PostAsync(path, content, Token);
            return await answer.Content.ReadAsStringAsync(Token);
        }
        catch (HttpRequestException)
        {
            return ""; // It broke off, as it was to.
        }
    }

    private static byte[] Wav()
    {
        using var file = new MemoryStream();
        var wav = new WavWriter(file, 8000);
        wav.Write(new float[8000]);
        wav.Complete();
        return file.ToArray();
    }

    private static ScriptedBrain Brain(string failing) => new(request => failing switch
    {
        "brain" => [Broken($"{request.Utterance.Text} {Typed} {Settled}")],
        "midway" => [$"{Answered}. ", Broken($"{request.Utterance.Text} {Typed} {Answered}")],
        _ => [$"{Answered} one. ", "Two."],
    });

    private static ScriptedVoice Voice(string failing) => new()
    {
        Before = (sentence, word) => failing == "voice" && word == "two." ? throw Broken($"{sentence.Text} {sentence.Spoken} {Typed} {Answered}") : null,
    };

    private static IEars Ears(string failing) => failing == "ears" ? new BrokenEars() : Hearing();

    private static LoudEars Hearing()
    {
        var ears = new LoudEars();
        ears.Say(Spoken);
        ears.Say(Spoken);
        return ears;
    }

    private static InvalidOperationException Broken(string message) => new(message, new ArgumentException(message));

    private sealed class BrokenEars : IEars
    {
        public async IAsyncEnumerable<Utterance> ListenAsync(
            IAsyncEnumerable<AudioChunk> audio, ListenOptions options, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            await foreach (var chunk in audio.WithCancellation(cancellation))
            {
                if (chunk.Samples.Length > 0)
                {
                    throw Broken(Spoken);
                }
            }

            yield break;
        }
    }

    private sealed class Stuck : IErasable
    {
        public string Kept => "notes";

        public Task<int> EraseAsync(UserId user, CancellationToken cancellation = default) => throw Broken(Typed);
    }
}
