using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Media.Ffmpeg;

namespace LinlyTalker.Media.Capture;

/// <summary>Live sound out of this machine through a child of ffmpeg, whose devices take what they can play and no more.</summary>
public sealed class Loudspeaker : IAsyncDisposable
{
    private readonly FfmpegProcess ffmpeg;
    private readonly SoundDevice device;

    private Loudspeaker(FfmpegProcess ffmpeg, SoundDevice device) => (this.ffmpeg, this.device) = (ffmpeg, device);

    /// <summary>What this machine can play on, best system first.</summary>
    /// <exception cref="NativeLibraryMissingException">ffmpeg is not on this machine.</exception>
    public static async Task<IReadOnlyList<SoundDevice>> ListAsync(CancellationToken cancellation = default)
    {
        var devices = new List<SoundDevice>();
        foreach (var system in OperatingSystem.IsMacOS() ? (string[])["audiotoolbox"] : ["pulse", "alsa"])
        {
            await using var asked = FfmpegProcess.Start(FfmpegPrograms.Ffmpeg, ["-nostdin", "-hide_banner", "-sinks", system]);
            await using var kill = cancellation.Register(asked.Kill).ConfigureAwait(false);
            using var reader = new StreamReader(asked.Output);
            var printed = await reader.ReadToEndAsync(cancellation).ConfigureAwait(false);
            devices.AddRange(DeviceList.OfSources(system, $"{printed}\n{await asked.AllWordsAsync().ConfigureAwait(false)}"));
        }

        return devices;
    }

    /// <param name="address">As <see cref="SoundDevice.Address"/>; null: the machine's own choice.</param>
    /// <exception cref="InputException">There is no loudspeaker.</exception>
    public static async Task<Loudspeaker> OpenAsync(string? address, int sampleRate, CancellationToken cancellation = default)
    {
        var devices = address is null ? await ListAsync(cancellation).ConfigureAwait(false) : [];
        var device = address is not null ? SoundDevice.Parse(address, "pulse")
            : devices.FirstOrDefault(d => d.IsDefault) ?? devices.FirstOrDefault() ?? throw new InputException(
                "There is no loudspeaker on this machine that ffmpeg can play on. Connect one and see: linly chat --devices; "
                + "or keep the sound: linly chat --output FILE.wav");
        string[] target = device.System == "pulse" ? ["-f", "pulse", "-device", device.Name, "-buffer_duration", "100", "LinlyTalker"]
            : ["-f", device.System, device.Name];
        return new Loudspeaker(
            FfmpegProcess.Start(
                FfmpegPrograms.Ffmpeg,
                ["-v", "error", "-fflags", "nobuffer", "-f", "f32le", "-ar", $"{sampleRate}", "-ac", "1", "-i", "pipe:0", .. target]),
            device);
    }

    /// <param name="samples">float32 in [-1, 1], mono.</param>
    /// <exception cref="InputException">The device cannot be opened, or is gone.</exception>
    public async Task PlayAsync(ReadOnlyMemory<float> samples, CancellationToken cancellation = default)
    {
        try
        {
            await ffmpeg.Input.WriteAsync(MemoryMarshal.AsBytes(samples.Span).ToArray(), cancellation).ConfigureAwait(false);
            await ffmpeg.Input.FlushAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            ffmpeg.Kill();
            throw new InputException(
                $"The loudspeaker {device.Address} takes no sound ({await ffmpeg.LastWordsAsync().ConfigureAwait(false)}); see: linly chat --devices", e);
        }
    }

    public ValueTask DisposeAsync() => ffmpeg.DisposeAsync();
}
