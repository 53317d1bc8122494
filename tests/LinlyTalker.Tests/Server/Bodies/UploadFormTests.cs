using System.Text;
using LinlyTalker.Server.Bodies;
using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Tests.Server.Bodies;

public class UploadFormTests
{
    private const string Type = "multipart/form-data; boundary=x";

    [Fact]
    public async Task A_form_has_its_fields_and_its_file_at_its_beginning()
    {
        await using var form = await ReadAsync(
            Type, Part("a", "1") + Part("list[]", "2") + Part("list[]", "3") + Part("file\"; filename=\"/etc/passwd", "sound") + "--x--\r\n");
        Assert.Equal("1", form.Text("a"));
        Assert.Equal("", form.Text("b"));
        Assert.Equal(["2", "3"], form.All("list"));
        Assert.Equal("/etc/passwd", form.FileName);
        using var reader = new StreamReader(form.File, leaveOpen: true);
        Assert.Equal("sound", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_file_is_gone_with_the_form()
    {
        var form = await ReadAsync(Type, Part("file", "sound") + "--x--\r\n");
        var path = form.File.Name;
        Assert.Equal(Path.GetTempPath().TrimEnd('/'), Path.GetDirectoryName(path));
        Assert.True(File.Exists(path));
        await form.DisposeAsync();
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nsou", 400)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Dispo", 400)]
    [InlineData("multipart/form-data; boundary=x", "", 400)]
    [InlineData("multipart/form-data; boundary=x", "no form", 400)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--\r\n", 400)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nX: y\r\n\r\n1\r\n--x--\r\n", 400)]
    [InlineData("multipart/form-data", "--x--\r\n", 400)]
    [InlineData("application/json", "{}", 415)]
    [InlineData("", "", 415)]
    [InlineData("multipart/;;;=", "", 415)]
    public async Task What_is_no_form_is_refused(string type, string body, int status)
    {
        var error = await Assert.ThrowsAsync<ApiException>(() => ReadAsync(type, body));
        Assert.Equal(status, error.Status);
    }

    [Fact]
    public async Task Long_fields_long_heads_and_many_parts_are_refused()
    {
        string[] bodies =
        [
            Part("a", new string('a', 70_000)),
            $"--x\r\nA: {new string('a', 20_000)}\r\n\r\n1\r\n",
            string.Concat(Enumerable.Repeat("--x\r\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"H{i}: 1\r\n")) + "\r\n1\r\n", 1)),
            string.Concat(Enumerable.Repeat(Part("a", "1"), 100)),
        ];
        foreach (var body in bodies)
        {
            var error = await Assert.ThrowsAsync<ApiException>(() => ReadAsync(Type, body + "--x--\r\n"));
            Assert.StartsWith("The form cannot be read: ", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("file", "file")]
    [InlineData("other\"; filename=\"b.txt", "other")]
    public async Task One_file_is_taken_at_a_time(string second, string parameter)
    {
        var error = await Assert.ThrowsAsync<ApiException>(() => ReadAsync(Type, Part("file", "1") + Part(second, "2") + "--x--\r\n"));
        Assert.Equal(("invalid_value", parameter), (error.Code, error.Parameter));
    }

    [Fact]
    public async Task An_absent_file_an_empty_one_and_a_field_that_came_twice_are_told_when_they_are_asked_for()
    {
        await using var without = await ReadAsync(Type, Part("a", "1") + Part("a", "2") + "--x--\r\n");
        Assert.Equal("file", Assert.Throws<ApiException>(() => without.File).Parameter);
        Assert.Equal("a", Assert.Throws<ApiException>(() => without.Text("a")).Parameter);
        await using var empty = await ReadAsync(Type, Part("file", "") + "--x--\r\n");
        Assert.EndsWith("is empty.", Assert.Throws<ApiException>(() => empty.File).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("filename=\"价格 表.md\"", "价格 表.md")]
    [InlineData("filename=\"x.md\"; filename*=UTF-8''%E4%BB%B7.md", "价.md")]
    [InlineData("filename=x.md", "x.md")]
    public async Task The_client_names_its_file_in_any_script(string named, string expected)
    {
        await using var form = await ReadAsync(Type, $"--x\r\nContent-Disposition: form-data; name=\"file\"; {named}\r\n\r\n1\r\n--x--\r\n");
        Assert.Equal(expected, form.FileName);
    }

    private static string Part(string name, string value) => $"--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";

    private static Task<UploadForm> ReadAsync(string type, string body)
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = type;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return UploadForm.ReadAsync(context, "file");
    }
}
