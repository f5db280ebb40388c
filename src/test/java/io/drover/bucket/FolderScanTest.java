package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderScanTest {
  @TempDir private Path folder;
  private FolderScan scan;
  private Path file;

  @BeforeEach
  void setUp() throws IOException {
    scan = new FolderScan(folder);
    file = Files.createDirectories(folder.resolve("acme/thumbnails")).resolve("bear.gif");
  }

  @Test
  void aFileIsTakenOnceTwoLooksFindItTheSame() throws IOException {
    write("half", 1_000);
    assertThat(scan.look()).isEmpty();
    write("half and half", 1_000);
    assertThat(scan.look()).isEmpty();
    write("half and more", 2_000);
    assertThat(scan.look()).isEmpty();
    assertThat(scan.look()).hasSize(1);
  }

  @Test
  void aFinishedFileComesAgainOnlyWhenItChanges() throws IOException {
    write("one", 1_000);
    scan.look();
    scan.look().forEach(scan::finish);
    assertThat(scan.look()).isEmpty();
    write("two", 2_000);
    assertThat(scan.look()).isEmpty();
    assertThat(scan.look()).hasSize(1);
  }

  @Test
  void aFileThatIsNotFinishedComesAgain() throws IOException {
    write("one", 1_000);
    scan.look();
    assertThat(scan.look()).hasSize(1);
    assertThat(scan.look()).hasSize(1);
  }

  @Test
  void hiddenFilesAndFoldersAreLeftOut() throws IOException {
    Files.writeString(folder.resolve("acme/.bear.gif.part"), "x");
    Files.writeString(Files.createDirectories(folder.resolve("acme/.git")).resolve("x"), "x");
    scan.look();
    assertThat(scan.look()).isEmpty();
  }

  @Test
  void theRecordIsThatOfAnUpload() throws IOException {
    Files.write(file, new byte[] {'G', 'I', 'F', '8', '9', 'a'});
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_123L));
    scan.look();
    Notification upload = new FolderObject(folder).created(scan.look().get(0));
    assertThat(upload.event().subject()).isEqualTo("thumbnails/bear.gif");
    assertThat(upload.event().source()).isEqualTo("s3://acme");
    assertThat(upload.event().time()).isEqualTo("2023-11-14T22:13:20.123Z");
    assertThat(upload.records().get(0).at("/s3/object/contentType").asText())
        .isEqualTo("image/gif");
    assertThat(upload.records().get(0).at("/s3/object/eTag").asText())
        .isEqualTo("1ac2109d47dbc72551f71df89d01ed18");
  }

  private void write(String text, long millis) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
  }
}
