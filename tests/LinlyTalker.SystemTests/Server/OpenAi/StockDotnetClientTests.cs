using System.ClientModel;
using LinlyTalker.SystemTests.Media.Ffmpeg;
using OpenAI;
using OpenAI.Audio;
using OpenAI.Chat;

namespace LinlyTalker.SystemTests.Server.OpenAi;

/// <summary>OpenAI's client for .NET, unchanged, with the organs of the embedded profile.</summary>
public class StockDotnetClientTests
{
    private const int Patience = 180_000;

    private static readonly ChatMessage[] Question = [new SystemChatMessage("Be brief."), new UserChatMessage("What is LinlyTalker?")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_question_is_answered_whole_and_as_a_stream()
    {
        await using var server = await EmbeddedServer.StartAsync();
        var chat = ClientOf(server).GetChatClient("gpt-4o-mini");
        ChatCompletion whole = await chat.CompleteChatAsync(Question, null, Token);
        Assert.Equal(ChatFinishReason.Stop, whole.FinishReason);
        Assert.True(whole.Usage.OutputTokenCount > 0);
        var (streamed, usage) = ("", 0);
        await foreach (var update in chat.CompleteChatStreamingAsync(Question, null, Token))
        {
            streamed += string.Concat(update.ContentUpdate.Select(c => c.Text));
            usage = update.Usage?.OutputTokenCount ?? usage;
        }

        Assert.NotEmpty(streamed);
        Assert.Equal(whole.Content[0].Text, streamed);
        Assert.Equal(whole.Usage.OutputTokenCount, usage);
    }

    [Fact(Timeout = Patience)]
    public async Task What_is_said_is_heard_again_with_the_times_of_its_words()
    {
        FfmpegTool.Require();
        await using var server = await EmbeddedServer.StartAsync();
        var client = ClientOf(server);
        BinaryData sound = await client.GetAudioClient("tts-1").GenerateSpeechAsync(
            "What is your name?", GeneratedSpeechVoice.Alloy, new SpeechGenerationOptions { ResponseFormat = GeneratedSpeechFormat.Opus }, Token);
        AudioTranscription heard = await client.GetAudioClient("whisper-1").TranscribeAudioAsync(
            sound.ToStream(),
            "speech.ogg",
            new AudioTranscriptionOptions
            {
                ResponseFormat = AudioTranscriptionFormat.Verbose,
                TimestampGranularities = AudioTimestampGranularities.Word | AudioTimestampGranularities.Segment,
            },
            Token);
        Assert.Contains("name", heard.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(heard.Text.Split(' ').Length, heard.Words.Count);
        Assert.All(heard.Words.Zip(heard.Words.Skip(1)), pair => Assert.True(pair.First.EndTime <= pair.Second.StartTime + TimeSpan.FromMilliseconds(50)));
        Assert.InRange(heard.Duration!.Value.TotalSeconds, 0.5, 4);
        Assert.NotEmpty(heard.Segments);
    }

    [Fact(Timeout = Patience)]
    public async Task Models_are_listed_and_an_unknown_one_is_an_error_with_its_sentence()
    {
        await using var server = await EmbeddedServer.StartAsync();
        var client = ClientOf(server);
        var models = (await client.GetOpenAIModelClient().GetModelsAsync(Token)).Value;
        Assert.Contains(models, m => m.Id == "shop/en");
        var error = await Assert.ThrowsAsync<ClientResultException>(() => client.GetChatClient("nobody").CompleteChatAsync(Question, null, Token));
        Assert.Equal(404, error.Status);
        Assert.Contains("There is no companion nobody", error.Message, StringComparison.Ordinal);
    }

    private static OpenAIClient ClientOf(EmbeddedServer server) =>
        new(new ApiKeyCredential("none"), new OpenAIClientOptions { Endpoint = server.Version1 });
}
