using System.Globalization;
using System.Text.Json;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Media.Ffmpeg;

public sealed record SoundTrack(string Codec, int SampleRate, int Channels, TimeSpan? Duration);

public sealed record PictureTrack(string Codec, int Width, int Height, double FramesPerSecond, TimeSpan? Duration);

/// <summary>What a recording holds, as ffprobe reports it.</summary>
/// <param name="Duration">Null where the file does not say.</param>
/// <param name="Tags">Title, comment, …; names in lower case.</param>
public sealed record MediaInfo(
    TimeSpan? Duration, SoundTrack? Sound, PictureTrack? Picture, IReadOnlyDictionary<string, string> Tags)
{
    /// <exception cref="InputException">ffprobe does not know what the file is.</exception>
    /// <exception cref="NativeLibraryMissingException">ffprobe is not on this machine.</exception>
    public static async Task<MediaInfo> ReadAsync(string path, CancellationToken cancellation = default)
    {
        var input = MediaFile.InputArguments(path);
        await using var probe = FfmpegProcess.Start(
            FfmpegPrograms.Ffprobe,
            [.. FfmpegProcess.SafeArguments, "-show_format", "-show_streams", "-of", "json", .. input]);
        await using var kill = cancellation.Register(probe.Kill).ConfigureAwait(false);
        using var json = new MemoryStream();
        await probe.Output.CopyToAsync(json, cancellation).ConfigureAwait(false);
        if (await probe.WaitAsync(cancellation).ConfigureAwait(false) != 0)
        {
            throw MediaFile.Refusal(path, await probe.LastWordsAsync().ConfigureAwait(false));
        }

        json.Position = 0;
        using var document = await JsonDocument.ParseAsync(json, default, cancellation).ConfigureAwait(false);
        return Parse(document.RootElement);
    }

    private static MediaInfo Parse(JsonElement root)
    {
        var streams = root.GetProperty("streams").EnumerateArray().ToLookup(s => Text(s, "codec_type"));
        var sound = streams["audio"]
            .Select(s => new SoundTrack(
                Text(s, "codec_name"), (int)Number(s, "sample_rate"), (int)Number(s, "channels"), Seconds(s)))
            .FirstOrDefault();
        var picture = streams["video"]
            .Select(s => new PictureTrack(
                Text(s, "codec_name"), (int)Number(s, "width"), (int)Number(s, "height"), Rate(s), Seconds(s)))
            .FirstOrDefault();
        var format = root.GetProperty("format");
        var tags = format.TryGetProperty("tags", out var found)
            ? found.EnumerateObject().ToDictionary(t => t.Name.ToLowerInvariant(), t => t.Value.ToString())
            : [];
        return new MediaInfo(Seconds(format), sound, picture, tags);
    }

    private static TimeSpan? Seconds(JsonElement element) =>
        Number(element, "duration") is > 0 and < 1e9 and var seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static double Rate(JsonElement stream)
    {
        var parts = Text(stream, "avg_frame_rate").Split('/');
        return parts is [var a, var b] && double.TryParse(a, CultureInfo.InvariantCulture, out var over)
            && double.TryParse(b, CultureInfo.InvariantCulture, out var under) && under > 0 ? over / under : 0;
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static double Number(JsonElement element, string name) =>
        double.TryParse(Text(element, name), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
