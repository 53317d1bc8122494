using LinlyTalker.Core.Errors;
using LinlyTalker.Media.Ffmpeg;

namespace LinlyTalker.Tests.Media.Ffmpeg;

public sealed class FfmpegProgramsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("linly-ffmpeg").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_path_is_searched_in_its_order()
    {
        var (first, second) = (Program("a", "ffmpeg"), Program("b", "ffmpeg"));
        var path = string.Join(Path.PathSeparator, Path.Combine(folder, "none"), Path.Combine(folder, "a"), Path.Combine(folder, "b"));
        Assert.Equal(first, FfmpegPrograms.Find("ffmpeg", null, path));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_chosen_program_or_folder_wins_and_its_probe_stands_beside_it()
    {
        var program = Program("own", "ffmpeg");
        var probe = Program("own", "ffprobe");
        var other = Program("path", "ffmpeg");
        foreach (var chosen in (string[])[program, Path.Combine(folder, "own")])
        {
            Assert.Equal(program, FfmpegPrograms.Find("ffmpeg", chosen, Path.GetDirectoryName(other)));
            Assert.Equal(probe, FfmpegPrograms.Find("ffprobe", chosen, Path.GetDirectoryName(other)));
        }
    }

    [Fact]
    public void What_is_missing_is_named_with_the_command_that_installs_it()
    {
        var error = Assert.Throws<NativeLibraryMissingException>(() => FfmpegPrograms.Find("ffmpeg", null, folder));
        Assert.Equal("The program ffmpeg is not on PATH. Install it with: sudo apt-get install ffmpeg", error.Message);
        error = Assert.Throws<NativeLibraryMissingException>(() => FfmpegPrograms.Find("ffprobe", Path.Combine(folder, "x"), null));
        Assert.Contains("LINLY_FFMPEG", error.Message, StringComparison.Ordinal);
    }

    private string Program(string place, string name)
    {
        Directory.CreateDirectory(Path.Combine(folder, place));
        var path = Path.Combine(folder, place, name);
        File.WriteAllText(path, "");
        return path;
    }
}
