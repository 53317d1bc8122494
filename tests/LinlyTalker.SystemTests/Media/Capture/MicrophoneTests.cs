using LinlyTalker.Core.Errors;
using LinlyTalker.Media.Capture;

namespace LinlyTalker.SystemTests.Media.Capture;

public sealed class MicrophoneTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_device_is_recorded_without_gaps_until_it_is_left()
    {
        // A tone that ffmpeg makes stands in for a microphone.
        var chunks = new List<LinlyTalker.Core.Flow.AudioChunk>();
        await foreach (var chunk in Microphone.RecordAsync(SoundDevice.Parse("lavfi:sine=frequency=440:sample_rate=48000", "lavfi"), 16000, Token))
        {
            chunks.Add(chunk);
            if (chunks.Count == 100)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => i * 320L), chunks.Select(c => c.Position));
        var samples = chunks.SelectMany(c => c.Samples.ToArray()).ToArray();
        var crossings = samples.Zip(samples.Skip(1)).Count(p => p.First < 0 && p.Second >= 0);
        Assert.InRange(crossings, 878, 882);
    }

    [Fact(Timeout = 60_000)]
    public async Task Cancelling_ends_the_recording()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var chunk in Microphone.RecordAsync(SoundDevice.Parse("lavfi:anullsrc", "lavfi"), 16000, cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });
    }

    [Fact(Timeout = 60_000)]
    public async Task A_device_that_is_not_there_is_told_in_a_sentence()
    {
        var error = await Assert.ThrowsAsync<InputException>(async () =>
        {
            await foreach (var chunk in Microphone.RecordAsync(SoundDevice.Parse("lavfi:nosuchfilter", "lavfi"), 16000, Token))
            {
            }
        });
        Assert.StartsWith("The microphone lavfi:nosuchfilter gives no sound", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("see: linly listen --devices", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Devices_are_listed_where_there_are_none_too() => Assert.NotNull(await Microphone.ListAsync(Token));
}
