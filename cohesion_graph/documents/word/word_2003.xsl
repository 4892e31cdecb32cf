<!-- The XML of Word 2003 as the parts of a document of today. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:old="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"
  xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="old aml">

  <xsl:template match="/old:wordDocument">
    <parts>
      <w:document><xsl:apply-templates select="old:body"/></w:document>
      <w:styles><xsl:apply-templates select="old:styles/*"/></w:styles>
      <w:numbering><xsl:apply-templates select="old:lists/old:listDef | old:lists/old:list"/></w:numbering>
      <w:footnotes><xsl:apply-templates select="//old:footnote" mode="note"/></w:footnotes>
      <w:endnotes><xsl:apply-templates select="//old:endnote" mode="note"/></w:endnotes>
      <w:comments><xsl:apply-templates select="//aml:annotation[@old:type = 'Word.Comment']" mode="note"/></w:comments>
    </parts>
  </xsl:template>

  <!-- most names are the same -->
  <xsl:template match="old:*">
    <xsl:element name="w:{local-name()}"><xsl:apply-templates select="@* | node()"/></xsl:element>
  </xsl:template>
  <xsl:template match="*"><xsl:copy><xsl:apply-templates select="@* | node()"/></xsl:copy></xsl:template>
  <xsl:template match="@old:*"><xsl:attribute name="w:{local-name()}"><xsl:value-of select="."/></xsl:attribute></xsl:template>
  <xsl:template match="@*"><xsl:copy/></xsl:template>

  <!-- what is printed elsewhere, or not at all -->
  <xsl:template match="old:sectPr | old:binData | old:proofErr"/>

  <xsl:template match="old:hlink"><w:hyperlink><xsl:apply-templates/></w:hyperlink></xsl:template>
  <xsl:template match="old:vmerge"><w:vMerge w:val="{@old:val}"/></xsl:template>
  <xsl:template match="old:hmerge"><w:hMerge w:val="{@old:val}"/></xsl:template>
  <xsl:template match="old:pPr/old:listPr"><w:numPr><xsl:apply-templates select="old:ilvl | old:ilfo"/></w:numPr></xsl:template>
  <xsl:template match="old:listPr/old:ilfo"><w:numId w:val="{@old:val}"/></xsl:template>

  <!-- lists -->
  <xsl:template match="old:listDef">
    <w:abstractNum w:abstractNumId="{@old:listDefId}"><xsl:apply-templates/></w:abstractNum>
  </xsl:template>
  <xsl:template match="old:listDef/old:listStyleLink"><w:numStyleLink w:val="{@old:val}"/></xsl:template>
  <xsl:template match="old:list"><w:num w:numId="{@old:ilfo}"><xsl:apply-templates/></w:num></xsl:template>
  <xsl:template match="old:list/old:ilst"><w:abstractNumId w:val="{@old:val}"/></xsl:template>
  <xsl:template match="old:nfc">
    <w:numFmt>
      <xsl:attribute name="w:val">
        <xsl:choose>
          <xsl:when test="@old:val = 1">upperRoman</xsl:when>
          <xsl:when test="@old:val = 2">lowerRoman</xsl:when>
          <xsl:when test="@old:val = 3">upperLetter</xsl:when>
          <xsl:when test="@old:val = 4">lowerLetter</xsl:when>
          <xsl:when test="@old:val = 5">ordinal</xsl:when>
          <xsl:when test="@old:val = 6">cardinalText</xsl:when>
          <xsl:when test="@old:val = 7">ordinalText</xsl:when>
          <xsl:when test="@old:val = 22">decimalZero</xsl:when>
          <xsl:when test="@old:val = 23">bullet</xsl:when>
          <xsl:when test="@old:val = 255">none</xsl:when>
          <xsl:otherwise>decimal</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
    </w:numFmt>
  </xsl:template>

  <!-- changes that are tracked: around words, and as marks on the end of a paragraph, a row or a cell -->
  <xsl:template match="aml:annotation[@old:type = 'Word.Insertion']">
    <w:ins><xsl:apply-templates select="aml:content/node()"/></w:ins>
  </xsl:template>
  <xsl:template match="aml:annotation[@old:type = 'Word.Deletion']">
    <w:del><xsl:apply-templates select="aml:content/node()"/></w:del>
  </xsl:template>
  <xsl:template match="aml:annotation"/>

  <!-- notes stand where they are referred to -->
  <xsl:template match="old:footnote"><w:footnoteReference w:id="{generate-id()}"/></xsl:template>
  <xsl:template match="old:endnote"><w:endnoteReference w:id="{generate-id()}"/></xsl:template>
  <xsl:template match="aml:annotation[@old:type = 'Word.Comment']">
    <w:r><w:commentReference w:id="{generate-id()}"/></w:r>
  </xsl:template>
  <xsl:template match="old:r/aml:annotation[@old:type = 'Word.Comment']"><w:commentReference w:id="{generate-id()}"/></xsl:template>
  <xsl:template match="old:footnote" mode="note"><w:footnote w:id="{generate-id()}"><xsl:apply-templates/></w:footnote></xsl:template>
  <xsl:template match="old:endnote" mode="note"><w:endnote w:id="{generate-id()}"><xsl:apply-templates/></w:endnote></xsl:template>
  <xsl:template match="aml:annotation" mode="note">
    <w:comment w:id="{generate-id()}"><xsl:apply-templates select="aml:content/node()"/></w:comment>
  </xsl:template>
</xsl:stylesheet>
