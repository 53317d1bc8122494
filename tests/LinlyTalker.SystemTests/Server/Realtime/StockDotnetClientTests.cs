#pragma warning disable OPENAI002 // The client calls its realtime part experimental.
using System.ClientModel;
using OpenAI.Realtime;

namespace LinlyTalker.SystemTests.Server.Realtime;

/// <summary>OpenAI's client for .NET, unchanged, with the organs of the embedded profile.</summary>
public class StockDotnetClientTests
{
    private const int Patience = 180_000;

    [Fact(Timeout = Patience)]
    public async Task A_spoken_question_is_heard_answered_and_the_answer_can_be_heard_again()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await EmbeddedServer.StartAsync();
        var question = await SpokenQuestion.SayAsync(server.Engines, "What is your name?", cancellation);
        using var session = await StartAsync(server);
        await session.ConfigureConversationSessionAsync(Options(), cancellation);
        var speaking = SpeakAsync(session, question, cancellation);
        var (heard, words, sound, kinds) = ("", "", new MemoryStream(), new List<string>());
        await foreach (var update in session.ReceiveUpdatesAsync(cancellation))
        {
            kinds.Add(update.GetType().Name.Replace("RealtimeServerUpdate", "", StringComparison.Ordinal));
            switch (update)
            {
                case RealtimeServerUpdateConversationItemInputAudioTranscriptionCompleted transcription:
                    heard = transcription.Transcript;
                    break;
                case RealtimeServerUpdateResponseOutputAudioTranscriptDelta delta:
                    words += delta.Delta;
                    break;
                case RealtimeServerUpdateResponseOutputAudioDelta delta:
                    sound.Write(delta.Delta);
                    break;
                case RealtimeServerUpdateError error:
                    Assert.Fail(error.Error.Message);
                    break;
            }

            if (update is RealtimeServerUpdateResponseDone done)
            {
                Assert.Equal(RealtimeResponseStatus.Completed, done.Response.Status);
                Assert.True(done.Response.Usage.TotalTokenCount > 0);
                break;
            }
        }

        await speaking;
        Assert.Contains("name", heard, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(words);
        Assert.Contains("InputAudioBufferSpeechStarted", kinds);
        Assert.Contains("ConversationItemDone", kinds);
        var again = await SpokenQuestion.HearAsync(server.Engines, sound.ToArray(), cancellation);
        var said = Words(words);
        var share = (double)Words(again).Count(said.Contains) / said.Count;
        Assert.True(share > 0.4, $"Of \"{words}\" the ears made \"{again}\".");
    }

    [Fact(Timeout = Patience)]
    public async Task A_typed_question_is_answered_item_by_item_and_a_long_answer_can_be_cancelled()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await EmbeddedServer.StartAsync();
        using var session = await StartAsync(server);
        await session.AddItemAsync(RealtimeItem.CreateUserMessageItem("What is LinlyTalker?"), cancellation);
        await session.StartResponseAsync(cancellation);
        var cancelled = false;
        await foreach (var update in session.ReceiveUpdatesAsync(cancellation))
        {
            if (update is RealtimeServerUpdateResponseCreated)
            {
                cancelled = true;
                await session.CancelResponseAsync(cancellation);
            }
            else if (update is RealtimeServerUpdateResponseDone done)
            {
                Assert.True(cancelled);
                Assert.Equal(RealtimeResponseStatus.Cancelled, done.Response.Status);
                break;
            }
        }
    }

    private static Task<RealtimeSessionClient> StartAsync(EmbeddedServer server) =>
        new RealtimeClient(new ApiKeyCredential("none"), new RealtimeClientOptions { Endpoint = server.Version1 })
            .StartConversationSessionAsync("gpt-realtime", cancellationToken: TestContext.Current.CancellationToken);

    private static RealtimeConversationSessionOptions Options() => new()
    {
        Instructions = "Be brief.",
        AudioOptions = new()
        {
            InputAudioOptions = new()
            {
                AudioFormat = new RealtimePcmAudioFormat(),
                AudioTranscriptionOptions = new() { Model = "whisper-1" },
                TurnDetection = new RealtimeServerVadTurnDetection { SilenceDuration = TimeSpan.FromMilliseconds(600) },
            },
            OutputAudioOptions = new() { AudioFormat = new RealtimePcmAudioFormat(), Voice = RealtimeVoice.Alloy },
        },
    };

    private static async Task SpeakAsync(RealtimeSessionClient session, byte[] question, CancellationToken cancellation)
    {
        foreach (var tenth in question.Concat(new byte[20 * 4800]).Chunk(4800))
        {
            await session.SendInputAudioAsync(BinaryData.FromBytes(tenth), cancellation);
            await Task.Delay(100, cancellation);
        }
    }

    private static HashSet<string> Words(string text) =>
        [.. text.ToLowerInvariant().Split([' ', '.', ',', '?', '!', ':', ';'], StringSplitOptions.RemoveEmptyEntries)];
}
