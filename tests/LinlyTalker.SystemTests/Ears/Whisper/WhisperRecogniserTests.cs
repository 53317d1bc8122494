using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Whisper;
using static LinlyTalker.SystemTests.Ears.Whisper.WhisperFixture;

namespace LinlyTalker.SystemTests.Ears.Whisper;

public sealed class WhisperRecogniserTests : IDisposable
{
    private static readonly RecognitionRequest English = new() { Language = "en" };

    private readonly string home = Directory.CreateTempSubdirectory("linly-whisper-").FullName;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact(Timeout = 120_000)]
    public async Task Recorded_prompts_are_heard_word_for_word()
    {
        await using var whisper = await OpenAsync(home);
        foreach (var (name, words) in Prompts)
        {
            var heard = await whisper.RecogniseAsync(await ReadAsync(name), English, TestContext.Current.CancellationToken);
            Assert.Equal(words, Plain(heard.Text));
            Assert.Equal(heard.Text, string.Join(' ', heard.Words.Select(word => word.Text)));
            Assert.InRange(heard.Confidence, 0.5f, 1);
            Assert.All(heard.Words, word => Assert.InRange(word.Confidence, 0.02f, 1));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Without_roles_the_files_are_found_by_their_names()
    {
        await using var whisper = WhisperRecogniser.Open(await FolderAsync(home, roles: false));
        Assert.True(whisper.Hears("en-GB") && whisper.Hears("") && !whisper.Hears("zh"));
        var heard = await whisper.RecogniseAsync(await ReadAsync("queue-thankyou"), English, TestContext.Current.CancellationToken);
        Assert.Equal("thank you for your patience", Plain(heard.Text));
    }

    [Fact(Timeout = 120_000)]
    public async Task Words_lie_where_they_are_said_and_none_in_the_pause()
    {
        await using var whisper = await OpenAsync(home);
        await CheckTimesAsync(whisper);
    }

    [Fact(Timeout = 120_000)]
    public async Task The_same_from_timestamps_where_the_decoder_shows_no_attention()
    {
        var decoder = LinlyTalker.Models.Onnx.OnnxReader.Read(WhisperFixture.File(Decoder));
        decoder.Graph.Outputs.RemoveAt(3);
        var folder = await FolderAsync(home, new Dictionary<string, byte[]> { [Decoder] = LinlyTalker.Models.Onnx.OnnxWriter.ToBytes(decoder) });
        await using var whisper = WhisperRecogniser.Open(folder);
        Assert.False(whisper.ShowsAttention);
        await CheckTimesAsync(whisper);
    }

    [Fact(Timeout = 120_000)]
    public async Task Sound_longer_than_the_network_takes_is_heard_whole()
    {
        await using var whisper = await OpenAsync(home);
        List<float> sound = [];
        List<string> said = [];
        foreach (var (name, words) in Prompts)
        {
            sound.AddRange(await ReadAsync(name));
            sound.AddRange(new float[SampleRate]);
            said.Add(words);
        }

        Assert.True(sound.Count > 30 * SampleRate);
        var heard = await whisper.RecogniseAsync(sound.ToArray(), English, TestContext.Current.CancellationToken);
        var expected = string.Join(' ', said).Split(' ');
        var got = Plain(heard.Text).Split(' ');
        Assert.InRange(got.Length, expected.Length - 4, expected.Length + 4);
        Assert.True(expected.Intersect(got).Count() >= expected.Distinct().Count() - 3, heard.Text);
        Assert.True(heard.Words[^1].Span.End > sound.Count - (3 * SampleRate), "the last word lies near the end");
        Assert.All(heard.Words.Zip(heard.Words.Skip(1)), pair => Assert.True(pair.First.Span.Start <= pair.Second.Span.Start));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16000)]
    [InlineData(640000)]
    public async Task Silence_is_nothing(int length)
    {
        await using var whisper = await OpenAsync(home);
        var heard = await whisper.RecogniseAsync(new float[length], English, TestContext.Current.CancellationToken);
        Assert.Equal("", heard.Text);
        Assert.Empty(heard.Words);
        Assert.Equal(0, heard.Confidence);
    }

    [Fact(Timeout = 120_000)]
    public async Task Terms_that_are_shown_leave_other_words_as_they_are()
    {
        await using var whisper = await OpenAsync(home);
        var domain = new DomainText("d", [], ["Asterisk", "PBX", "Comedian Mail", .. Enumerable.Range(0, 500).Select(i => $"part {i}")]);
        foreach (var (name, words) in Prompts.Take(3))
        {
            var heard = await whisper.RecogniseAsync(await ReadAsync(name), English with { Domain = domain }, TestContext.Current.CancellationToken);
            Assert.Equal(words, Plain(heard.Text));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Several_at_once_hear_what_each_alone_hears()
    {
        await using var whisper = await OpenAsync(home, new WhisperOptions { AtOnce = 3 });
        var sounds = await Task.WhenAll(Prompts.Take(5).Select(prompt => ReadAsync(prompt.Name)));
        var heard = await Task.WhenAll(sounds.Select(sound => whisper.RecogniseAsync(sound, English, TestContext.Current.CancellationToken)));
        Assert.Equal(Prompts.Take(5).Select(prompt => prompt.Words), heard.Select(transcript => Plain(transcript.Text)));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_recognition_that_is_no_longer_wanted_stops_and_the_next_is_whole()
    {
        await using var whisper = await OpenAsync(home);
        var sound = await ReadAsync(Prompts[0].Name);
        using var stop = new CancellationTokenSource();
        var running = whisper.RecogniseAsync(Enumerable.Repeat(sound, 20).SelectMany(s => s).ToArray(), English, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        var heard = await whisper.RecogniseAsync(sound, English, TestContext.Current.CancellationToken);
        Assert.Equal(Prompts[0].Words, Plain(heard.Text));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(Encoder, 4000)]
    [InlineData(Decoder, 4000)]
    [InlineData(Decoder, 20_000_000)]
    [InlineData(Tokens, 5001)]
    public async Task A_file_that_was_cut_off_is_told_in_one_sentence(string name, int length)
    {
        var cut = (await System.IO.File.ReadAllBytesAsync(WhisperFixture.File(name), TestContext.Current.CancellationToken))[..length];
        var folder = await FolderAsync(home, new Dictionary<string, byte[]> { [name] = cut });
        if (name == Tokens)
        {
            // Cut between two lines it is a shorter list, and is not: 5001 lies within one.
            Assert.NotEqual((byte)'\n', cut[^1]);
        }

        var error = Assert.ThrowsAny<LinlyException>(() => WhisperRecogniser.Open(folder));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(Encoder)]
    [InlineData(Decoder)]
    [InlineData(Tokens)]
    public async Task Garbage_is_told_in_one_sentence(string name)
    {
        var garbage = new byte[10000];
        new Random(4).NextBytes(garbage);
        var error = Assert.ThrowsAny<LinlyException>(() => WhisperRecogniser.Open(Folder(name, garbage)));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task An_encoder_in_the_decoders_place_is_told()
    {
        var encoder = await System.IO.File.ReadAllBytesAsync(WhisperFixture.File(Encoder), TestContext.Current.CancellationToken);
        var error = Assert.ThrowsAny<LinlyException>(() => WhisperRecogniser.Open(Folder(Decoder, encoder)));
        Assert.Contains(Decoder, error.Message, StringComparison.Ordinal);
    }

    private LinlyTalker.Models.Folders.ModelFolder Folder(string name, byte[] bytes) =>
        FolderAsync(home, new Dictionary<string, byte[]> { [name] = bytes }).GetAwaiter().GetResult();

    /// <summary>Two prompts, half a second before the first and two seconds between them.</summary>
    private static async Task CheckTimesAsync(WhisperRecogniser whisper)
    {
        const int Tolerance = SampleRate / 4;
        var (first, second) = (await ReadAsync("something-terribly-wrong"), await ReadAsync("conf-unmuted"));
        float[] sound = [.. new float[SampleRate / 2], .. first, .. new float[2 * SampleRate], .. second];
        var (firstEnd, secondStart) = ((SampleRate / 2) + first.Length, (SampleRate / 2) + first.Length + (2 * SampleRate));
        var heard = await whisper.RecogniseAsync(sound, English, TestContext.Current.CancellationToken);
        Assert.Equal("something is terribly wrong you are now unmuted", Plain(heard.Text));
        Assert.InRange(heard.Words[0].Span.Start, SampleRate / 2, (SampleRate / 2) + Tolerance + SampleRate / 10);
        Assert.InRange(heard.Words[3].Span.End, firstEnd - (SampleRate / 2) - Tolerance, firstEnd + Tolerance);
        Assert.InRange(heard.Words[4].Span.Start, secondStart - Tolerance, secondStart + Tolerance + SampleRate / 10);
        Assert.InRange(heard.Words[7].Span.End, sound.Length - (SampleRate / 2) - Tolerance, sound.Length);
        Assert.All(heard.Words, word => Assert.InRange(word.Span.Length, SampleRate / 50, SampleRate));
    }
}
