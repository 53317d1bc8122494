using System.Diagnostics;
using LinlyTalker.Client;
using LinlyTalker.Client.Events;
using LinlyTalker.Client.Sessions;
using LinlyTalker.SystemTests.Media.Ffmpeg;
using LinlyTalker.SystemTests.Media.Video;

namespace LinlyTalker.SystemTests.Server.Realtime;

/// <summary>
/// What a client is shown, decoded by ffmpeg: with the organs of the embedded profile and the real encoder.
/// <c>LINLY_TEST_PICTURES</c> names a folder that keeps it.
/// </summary>
[Collection(nameof(LiveEncoders))]
public sealed class VideoTests : IDisposable
{
    private const int Patience = 180_000;
    private const int Size = 512;
    private const int Decoded = 128;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(40);

    private readonly TestFolder folder = new();

    public VideoTests() => FfmpegTool.Require();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = Patience)]
    public async Task Every_picture_is_decoded_and_the_mouth_moves_where_the_sound_is()
    {
        await using var server = await EmbeddedServer.StartAsync();
        await using var client = await ConnectAsync(server);
        var units = new List<VideoUnit>();
        var (started, sound, finished) = ((VideoStarted?)null, TimeSpan.Zero, TimeSpan.MaxValue);
        await foreach (var happening in client.ReadAllAsync(Token))
        {
            switch (happening)
            {
                case VideoStarted begun:
                    started = begun;
                    break;
                case VideoUnit unit:
                    units.Add(unit);
                    if (units.Count == 40)
                    {
                        await client.AskAsync("What is LinlyTalker?", Token);
                    }

                    break;
                case ReplyAudio audio:
                    sound += TimeSpan.FromSeconds((double)audio.Samples / RealtimeClient.SampleRate);
                    break;
                case ReplyFinished reply:
                    Assert.Equal("completed", reply.Status);
                    finished = sound;
                    break;
                case ServerError or OrganDegraded:
                    Assert.Fail($"{happening}");
                    break;
            }

            if (units.LastOrDefault(u => u.Speech is not null)?.Speech >= finished - (2 * Period) && units[^10..].All(u => u.Speech is null))
            {
                break;
            }
        }

        Assert.Equal((Size, Size, 25), (started!.Width, started.Height, started.FramesPerSecond));
        Assert.StartsWith("avc1.42", started.Codec, StringComparison.Ordinal);
        Assert.True(units[0].IsKey);
        Assert.Equal([7, 8, 5], NalKinds(units[0].Unit.Span).Where(k => k is 5 or 7 or 8).Distinct()); // SPS, PPS, IDR
        AgreesWithTheSound(units, sound);
        var frames = Decode(units);
        Assert.Equal(units.Count, frames.Count);
        var moved = frames.Zip(frames.Skip(1), Difference).Prepend(0).ToList();
        var speech = units.Index().Where(u => u.Item.Speech is not null).Average(u => moved[u.Index]);
        var idle = units.Index().Where(u => u.Item.Speech is null).Average(u => moved[u.Index]);
        Assert.True(speech > 2 * idle, $"The mouth moves by {speech:0.00} in speech and {idle:0.00} in silence.");
    }

    [Fact(Timeout = Patience)]
    public async Task An_encoder_that_dies_is_replaced_and_its_session_goes_on_with_a_key_frame()
    {
        await using var server = await EmbeddedServer.StartAsync();
        await using var client = await ConnectAsync(server);
        var (keys, count, killed) = (0, 0, TimeSpan.MaxValue);
        await foreach (var unit in client.ReadAllAsync(Token).OfType<VideoUnit>())
        {
            keys += unit.IsKey ? 1 : 0;
            if (++count == 20)
            {
                killed = unit.Position;
                Process.GetProcessById(Assert.Single(FfmpegTool.Encoders())).Kill();
            }
            else if (keys == 2)
            {
                Assert.True(unit.IsKey && unit.Position > killed);
                break;
            }
        }

        await client.ChangeAsync(new SessionWishes { Face = FaceMode.None }, Token);
        while (FfmpegTool.Encoders().Count > 0)
        {
            await Task.Delay(20, Token);
        }
    }

    private static Task<RealtimeClient> ConnectAsync(EmbeddedServer server) => RealtimeClient.ConnectAsync(
        new RealtimeOptions
        {
            Server = server.Address, Binary = true, Session = new SessionWishes { Face = FaceMode.Video, PictureSize = Size, PicturesPerSecond = 25 },
        },
        Token);

    /// <summary>Pictures may be left out on a busy machine; none stands elsewhere than its sound.</summary>
    private static void AgreesWithTheSound(List<VideoUnit> units, TimeSpan sound)
    {
        var spoken = units.Where(u => u.Speech is not null).ToList();
        Assert.InRange(spoken[^1].Speech!.Value + Period, sound - Period, sound + Period);
        Assert.All(spoken, u => Assert.True((u.Position - spoken[0].Position - (u.Speech - spoken[0].Speech)!.Value).Duration() <= Period, $"{u.Position} {u.Speech}"));
    }

    /// <summary>Brightness, <see cref="Decoded"/> × <see cref="Decoded"/>.</summary>
    private List<byte[]> Decode(List<VideoUnit> units)
    {
        File.WriteAllBytes(folder["x.h264"], [.. units.SelectMany(u => u.Unit.ToArray())]);
        if (Environment.GetEnvironmentVariable("LINLY_TEST_PICTURES") is { Length: > 0 } keep)
        {
            File.Copy(folder["x.h264"], Path.Combine(keep, "live.h264"), overwrite: true);
        }

        FfmpegTool.Run(
            "-f", "h264", "-i", folder["x.h264"], "-fps_mode", "passthrough", "-vf", $"scale={Decoded}:{Decoded}", "-pix_fmt", "gray", "-f", "rawvideo", folder["x.gray"]);
        return [.. File.ReadAllBytes(folder["x.gray"]).Chunk(Decoded * Decoded)];
    }

    /// <summary>Types of the units behind the start codes (ITU-T H.264, table 7-1).</summary>
    private static List<int> NalKinds(ReadOnlySpan<byte> unit)
    {
        var kinds = new List<int>();
        for (var i = 0; i + 3 < unit.Length; i++)
        {
            if (unit.Slice(i, 3) is [0, 0, 1])
            {
                kinds.Add(unit[i + 3] & 31);
            }
        }

        return kinds;
    }

    /// <summary>Of the middle of the lower half, where the mouth is.</summary>
    private static double Difference(byte[] before, byte[] after)
    {
        var sum = 0;
        for (var y = Decoded / 2; y < Decoded * 3 / 4; y++)
        {
            for (var x = Decoded * 3 / 8; x < Decoded * 5 / 8; x++)
            {
                sum += Math.Abs(before[(y * Decoded) + x] - after[(y * Decoded) + x]);
            }
        }

        return (double)sum / (Decoded / 4 * Decoded / 4);
    }
}
