using System.Text;
using LinlyTalker.Core.Flow;
using LinlyTalker.Storage.Database;
using LinlyTalker.Storage.Jobs;
using LinlyTalker.Storage.Keys;
using Microsoft.Data.Sqlite;

namespace LinlyTalker.Tests.Storage.Database;

public class LinlyDatabaseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_written_is_there_when_it_is_opened_again()
    {
        using var place = new TemporaryDatabase();
        using (var first = place.Open())
        {
            await new SqliteApiKeys(first).AddAsync("website", null, Cancellation);
        }

        Assert.Equal("website", Assert.Single(await new SqliteApiKeys(place.Open()).ListAsync(Cancellation)).Name);
    }

    [Fact]
    public void Only_its_owner_may_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        using var place = new TemporaryDatabase();
        var database = place.Open();
        database.Write(connection => connection.Sql("DELETE FROM jobs").Run());
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(place.Path)!))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12288)]
    public async Task A_damaged_file_is_told_and_not_changed(int from)
    {
        using var place = new TemporaryDatabase();
        using (var first = place.Open())
        {
            var jobs = new SqliteJobs(first);
            for (var i = 0; i < 20; i++)
            {
                await jobs.AddAsync("video", UserId.Local, new string('x', 1000), Cancellation);
            }
        }

        var bytes = await File.ReadAllBytesAsync(place.Path, Cancellation);
        bytes.AsSpan(from, 3000).Fill(0x5A);
        await File.WriteAllBytesAsync(place.Path, bytes, Cancellation);
        var error = Assert.Throws<StorageException>(place.Open);
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
        Assert.Contains(place.Path, error.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(place.Path, Cancellation));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_not_overwritten()
    {
        using var place = new TemporaryDatabase();
        Directory.CreateDirectory(Path.GetDirectoryName(place.Path)!);
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("My diary. ", 500)));
        await File.WriteAllBytesAsync(place.Path, text, Cancellation);
        Assert.Throws<StorageException>(place.Open);
        Assert.Equal(text, await File.ReadAllBytesAsync(place.Path, Cancellation));
    }

    [Fact]
    public void A_file_of_a_newer_program_is_left_alone()
    {
        using var place = new TemporaryDatabase();
        using (var first = place.Open())
        {
            first.Read(connection => connection.Sql("PRAGMA user_version = 999").Run());
        }

        Assert.Contains("newer", Assert.Throws<StorageException>(place.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_home_that_cannot_be_written_is_told()
    {
        using var place = new TemporaryDatabase();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetDirectoryName(place.Path))!);
        File.WriteAllText(Path.GetDirectoryName(place.Path)!, "a file where the folder should be");
        Assert.Contains("LINLY_HOME", Assert.Throws<StorageException>(place.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writers_of_several_openings_wait_for_each_other()
    {
        using var place = new TemporaryDatabase();
        var openings = Enumerable.Range(0, 4).Select(_ => new SqliteJobs(place.Open())).ToList();
        await Task.WhenAll(openings.SelectMany(jobs => Enumerable.Range(0, 10).Select(_ => jobs.AddAsync("video", UserId.Local, "{}", Cancellation))));
        Assert.Equal(40, (await openings[0].ListAsync("video", UserId.Local, cancellation: Cancellation)).Count);
    }

    [Fact]
    public void A_write_that_fails_leaves_nothing_behind()
    {
        using var place = new TemporaryDatabase();
        var database = place.Open();
        Assert.Throws<StorageException>(() => database.Write(connection =>
        {
            connection.Sql("INSERT INTO api_keys (id, name, user, hash, created) VALUES ('a', 'a', 'a', x'00', 0)").Run();
            return connection.Sql("INSERT INTO api_keys (id) VALUES ('b')").Run();
        }));
        Assert.Equal(0L, database.Read(connection => (long)connection.Sql("SELECT count(*) FROM api_keys").ExecuteScalar()!));
        Assert.IsType<SqliteException>(Assert.Throws<StorageException>(() => database.Read(c => c.Sql("SELECT nothing").Run())).InnerException);
    }
}
